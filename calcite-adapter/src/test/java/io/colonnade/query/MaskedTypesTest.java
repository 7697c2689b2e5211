package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.ColumnMask.TimeUnit;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.Source;
import io.colonnade.type.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks of large text and of dates and timestamps, against a real PostgreSQL. */
final class MaskedTypesTest {
    private static final MaskKeys KEY = MaskKeys.of("a key");
    private static final String TEXT = "Grüße aus Köln";

    @TempDir
    Path directory;

    @BeforeAll
    static void fill() {
        PostgresFixture.shared().execute("""
                DROP TABLE IF EXISTS masked_types;
                CREATE TABLE masked_types (id int, body text, day date, instant timestamptz);
                INSERT INTO masked_types VALUES
                    (1, 'Grüße aus Köln', '2024-02-29', '2024-02-29 23:59:59.999999+00'),
                    (2, NULL, NULL, NULL),
                    (3, '', '1969-12-31', '1969-12-31 23:30:00-05'),
                    (4, 'x', '0001-01-01', '0001-01-01 00:00:00+00')
                """);
    }

    @Test
    void largeTextIsRedacted() {
        assertThat(values("body", new ColumnMask.Redact()))
                .containsExactly("[REDACTED]", "[REDACTED]", "[REDACTED]", "[REDACTED]");
    }

    @Test
    void largeTextIsHashed() {
        assertThat(values("body", new ColumnMask.Hash()))
                .containsExactly(KEY.hash(TEXT), null, KEY.hash(""), KEY.hash("x"));
    }

    @Test
    void largeTextIsCutByCharacters() {
        assertThat(values("body", new ColumnMask.FirstN(3))).containsExactly("Grü", null, "", "x");
    }

    @Test
    void largeTextBecomesNull() {
        assertThat(values("body", new ColumnMask.Null())).containsOnlyNulls();
    }

    @Test
    void aHashOfLargeTextIsComparedLocally() {
        String sql = "select body from b where body = '" + KEY.hash("x") + "'";
        assertThat(values("body", new ColumnMask.Hash(), sql)).containsExactly(KEY.hash("x"));
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR,    2024-01-01, 1969-01-01, 0001-01-01",
        "QUARTER, 2024-01-01, 1969-10-01, 0001-01-01",
        "MONTH,   2024-02-01, 1969-12-01, 0001-01-01",
        "WEEK,    2024-02-26, 1969-12-29, 0001-01-01",
        "DAY,     2024-02-29, 1969-12-31, 0001-01-01"
    })
    void datesAreTruncated(TimeUnit unit, String leap, String beforeEpoch, String first) {
        assertThat(texts("day", unit)).containsExactly(leap, null, beforeEpoch, first);
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR,    2024-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "QUARTER, 2024-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "MONTH,   2024-02-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "WEEK,    2024-02-26T00:00:00Z, 1969-12-29T00:00:00Z",
        "DAY,     2024-02-29T00:00:00Z, 1970-01-01T00:00:00Z",
        "HOUR,    2024-02-29T23:00:00Z, 1970-01-01T04:00:00Z",
        "MINUTE,  2024-02-29T23:59:00Z, 1970-01-01T04:30:00Z"
    })
    void timestampsAreTruncatedInUtc(TimeUnit unit, String leap, String epoch) {
        assertThat(texts("instant", unit)).containsExactly(leap, null, epoch, "0001-01-01T00:00:00Z");
    }

    private List<@Nullable String> texts(String column, TimeUnit unit) {
        List<@Nullable String> texts = new ArrayList<>();
        values(column, new ColumnMask.Truncate(unit)).forEach(value -> texts.add(value == null ? null : "" + value));
        return texts;
    }

    private List<@Nullable Object> values(String column, ColumnMask mask) {
        return values(column, mask, "select " + column + " from b order by id");
    }

    private List<@Nullable Object> values(String column, ColumnMask mask, String sql) {
        List<@Nullable Object> values = new ArrayList<>();
        try (Source source = PostgresFixture.shared().source();
                LocalEngine engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
                RootAllocator allocator = new RootAllocator()) {
            QueryPipeline pipeline = new QueryPipeline(
                    contracts(column, mask),
                    Map.of("main", source),
                    engine,
                    KEY,
                    QueryLimits.STANDARD,
                    new RecordingAudit());
            AccessContext context = AccessContext.of(
                    new Principal("eve", Set.of(), Map.of()), "flight-sql", "arrow", Duration.ofMinutes(1));
            try (BatchReader rows = pipeline.run(context, new QueryRequest.Sql(sql, "m"), List.of(), allocator)) {
                if (column.equals("body")) {
                    assertThat(rows.getVectorSchemaRoot().getSchema().getFields())
                            .extracting(Field::getType)
                            .containsExactly(new ArrowType.LargeUtf8());
                }
                while (rows.loadNextBatch()) {
                    for (int row = 0; row < rows.getVectorSchemaRoot().getRowCount(); row++) {
                        values.add(VectorValues.read(rows.getVectorSchemaRoot().getVector(0), row));
                    }
                }
            }
            assertThat(allocator.getAllocatedMemory()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private static Contracts contracts(String column, ColumnMask mask) {
        Batch batch = new Batch(
                "b",
                "",
                new Relation.Table("masked_types"),
                null,
                List.of("id"),
                List.of(),
                List.of(
                        column("id", "int32"),
                        column("body", "large_string"),
                        column("day", "date"),
                        column("instant", "timestamp(us, UTC)")),
                List.of());
        ProjectionPolicy policy = new ProjectionPolicy(
                "m", new Grant(true, Set.of()), List.of(), List.of(new MaskRule("b", column, mask, Set.of())));
        return new Contracts(
                List.of(new Projection(
                        "m", new Version(1, 0, 0), Stability.STABLE, "", "main", List.of(batch), policy)),
                "test");
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), true, name, null, List.of(), "");
    }
}
