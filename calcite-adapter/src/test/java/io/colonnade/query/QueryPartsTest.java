package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.contract.Contracts;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditEvent.Kind;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.source.ForwardingSource;
import io.colonnade.source.PageRange;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result in parts, from the outside of the query road. */
final class QueryPartsTest {
    private static final Principal EVE = GovernedRoad.LIMITED;
    private static final String SQL = "select id, address, name from people where id > 10";

    @TempDir
    Path directory;

    private final RootAllocator allocator = new RootAllocator();
    private final RecordingAudit audit = new RecordingAudit();
    private Source source;
    private LocalEngine engine;
    private QueryPipeline pipeline;
    private QuerySnapshot snapshot;

    @BeforeEach
    void open() {
        PostgresFixture.shared().execute("""
                DROP TABLE IF EXISTS tb_people;
                CREATE TABLE tb_people (id int, name text, address text, phone text, balance numeric, visits int,
                    city text, amount float8, tenant_id int);
                INSERT INTO tb_people SELECT i, 'name', 'address ' || i, '1', i, i, 'Rome', i, i % 2 + 6
                    FROM generate_series(1, 2000) AS i
                """);
        source = new SourceOfSmallParts(PostgresFixture.shared().source());
        engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
        Contracts contracts = GovernedRoad.contracts();
        pipeline = new QueryPipeline(
                contracts, Map.of("main", source), engine, MaskKeys.of("a key"), QueryLimits.STANDARD, audit);
        snapshot = pipeline.openSnapshot();
    }

    @AfterEach
    void close() {
        snapshot.close();
        engine.close();
        source.close();
        allocator.close();
    }

    @Test
    void thePartsAreTheResultAsTheSnapshotSawIt() {
        List<String> whole = rows(pipeline.run(context(EVE), request(SQL), List.of(), allocator));
        List<QueryPart> parts = parts(EVE, SQL);
        PostgresFixture.shared().execute("UPDATE tb_people SET address = 'new'; DELETE FROM tb_people WHERE id > 1500");
        List<String> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(rows(runPart(EVE, SQL, part))));
        found.sort(null);
        assertThat(parts).hasSize(3);
        assertThat(found).hasSize(995).isEqualTo(whole);
    }

    @Test
    void everyPartIsAuditedAsAReadOfItsOwn() {
        parts(EVE, SQL).forEach(part -> rows(runPart(EVE, SQL, part)));
        assertThat(audit.kinds())
                .containsExactly(Kind.STARTED, Kind.FINISHED, Kind.STARTED, Kind.FINISHED, Kind.STARTED, Kind.FINISHED);
        List<@Nullable String> pages = audit.events().stream()
                .map(event -> event.access().part())
                .distinct()
                .toList();
        assertThat(pages).hasSize(3);
        assertThat(pages.get(0)).matches("0-[1-9][0-9]*");
        assertThat(pages.get(2)).matches("[1-9][0-9]*-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from people order by id",
                "select id from people where address > 'x'",
                "select id from people where id > ?",
                "explain plan for select id from people"
            })
    void whatIsNoScanOrWaitsForItsParametersHasNoParts(String sql) {
        assertThat(parts(EVE, sql)).isEmpty();
    }

    @Test
    void aPartOfAnotherPlanIsRefused() {
        QueryPart part = parts(EVE, SQL).get(0);
        refused(() -> runPart(new Principal("eve", Set.of("analyst"), Map.of("tenant", "6")), SQL, part));
        refused(() -> runPart(GovernedRoad.OPEN, SQL, part));
        refused(() -> runPart(EVE, SQL.replace("10", "11"), part));
        refused(() -> runPart(EVE, SQL + " order by 1", part));
        refused(() -> runPart(EVE, "select id, address, name from people where id > 10 and city = 'Rome'", part));
    }

    @Test
    void nothingIsReadInASnapshotThatHasEnded() {
        QueryPart part = parts(EVE, SQL).get(0);
        snapshot.close();
        refused(() -> runPart(EVE, SQL, part));
    }

    private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.FAILED_PRECONDITION));
        assertThat(audit.last().kind()).isEqualTo(Kind.FINISHED);
    }

    @Test
    void estimateIsForThoseFromWhomNothingIsHidden() {
        assertThat(pipeline.estimate(context(EVE), request(SQL), List.of())).isEmpty();
        assertThat(pipeline.estimate(context(GovernedRoad.OPEN), request(SQL), List.of()))
                .isPresent();
        assertThat(pipeline.estimate(context(GovernedRoad.OPEN), request("explain " + SQL), List.of()))
                .isEmpty();
    }

    private List<QueryPart> parts(Principal caller, String sql) {
        return pipeline.parts(context(caller).inside(snapshot), request(sql), List.of(), 3);
    }

    private BatchReader runPart(Principal caller, String sql, QueryPart part) {
        return pipeline.runPart(context(caller).inside(snapshot), request(sql), List.of(), part, allocator);
    }

    private static AccessContext context(Principal caller) {
        return AccessContext.of(caller, "flight", "arrow", Duration.ofMinutes(1));
    }

    private static QueryRequest request(String sql) {
        return new QueryRequest.Sql(sql, "shop");
    }

    private static List<String> rows(BatchReader reader) {
        List<String> rows = new ArrayList<>();
        try (reader) {
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                        values.add(VectorValues.read(vector, row));
                    }
                    rows.add(values.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(null);
        return rows;
    }

    /** The real source, which finds tables of a few pages worth splitting. */
    private static final class SourceOfSmallParts extends ForwardingSource {
        SourceOfSmallParts(Source source) {
            super("main", source);
        }

        @Override
        public List<PageRange> split(SourceStatement statement, SourceSnapshot shared, int parts) {
            // Something must be read in it, or the snapshot is that of the first part.
            try (RootAllocator own = new RootAllocator();
                    BatchReader rows = read(
                            statement.part(new PageRange(0, 1)),
                            ReadOptions.within(Duration.ofMinutes(1)).inside(shared),
                            own)) {
                rows.loadNextBatch();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.of(new PageRange(0, 3), new PageRange(3, 10), new PageRange(10, PageRange.OPEN));
        }
    }
}
