package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.BatchReader;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.local.LocalEngine;
import io.colonnade.local.LocalEngineSettings;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditEvent.Kind;
import io.colonnade.security.audit.AuditOutcome;
import io.colonnade.security.audit.AuditOutcome.Ending;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskKeys;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.source.ForwardingSource;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceStatement;
import io.colonnade.type.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit is told of a query, and when. */
final class QueryAuditTest {
    private static final Principal EVE = new Principal("eve", Set.of("analyst"), Map.of("tenant", "7"));
    private static final Principal OTHER_CLAIM = new Principal("eve", Set.of("analyst"), Map.of("tenant", "0"));
    private static final Principal NO_CLAIM = new Principal("mallory", Set.of("analyst"), Map.of());
    private static final String NOTES = "select id, note from notes";

    @TempDir
    Path directory;

    private final RootAllocator allocator = new RootAllocator();
    private final RecordingAudit audit = new RecordingAudit();
    private WatchedSource source;
    private LocalEngine engine;
    private QueryPipeline pipeline;

    @BeforeAll
    static void fill() {
        PostgresFixture.shared().execute("""
                CREATE TABLE IF NOT EXISTS audited_notes AS
                SELECT i AS id, 'note ' || i AS note, i % 2 * 7 AS tenant_id FROM generate_series(1, 100000) AS i
                """);
    }

    @BeforeEach
    void start() {
        source = new WatchedSource(PostgresFixture.shared().source(), audit);
        engine = LocalEngine.start(new LocalEngineSettings(64L << 20, 0, directory, 1));
        pipeline = new QueryPipeline(
                contracts(), Map.of("main", source), engine, MaskKeys.of("a key"), QueryLimits.STANDARD, audit);
    }

    @AfterEach
    void stop() {
        engine.close();
        source.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void theStartIsWrittenBeforeTheSourceIsAsked() throws IOException {
        try (BatchReader rows = run(EVE, NOTES)) {
            assertThat(source.knownWhenAsked).containsExactly(List.of(Kind.STARTED));
            assertThat(audit.kinds()).containsExactly(Kind.STARTED);
            assertThat(rows.loadNextBatch()).isTrue();
        }
    }

    @Test
    void theRecordsOfAQueryNameWhatAppliedAndNeverWhatItSays() throws IOException {
        try (BatchReader rows = run(EVE, NOTES)) {
            drain(rows);
        }
        assertThat(audit.kinds()).containsExactly(Kind.STARTED, Kind.FINISHED);
        assertThat(audit.last().access()).isEqualTo(audit.events().get(0).access());
        assertThat(audit.last().access()).satisfies(access -> {
            assertThat(access.subject()).isEqualTo("eve");
            assertThat(access.projections()).containsExactly("desk@1.0.0");
            assertThat(access.filters()).containsExactly("desk.notes");
            assertThat(access.masks()).containsExactly("notes.note:redact");
            assertThat(access.door()).isEqualTo("flight-sql");
            assertThat(access.format()).isEqualTo("arrow");
            assertThat(access.sqlFingerprint()).isNotNull().doesNotContain("select");
            assertThat(access.toString()).doesNotContain("tenant_id", "audited_notes");
        });
        assertThat(outcome().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(outcome().rows()).isEqualTo(50_000);
        assertThat(outcome().bytes()).isGreaterThan(50_000 * 14);
    }

    @Test
    void everyQueryHasItsOwnIdentifier() throws IOException {
        run(EVE, NOTES + " limit 1").close();
        run(EVE, NOTES + " limit 1").close();
        assertThat(audit.events().stream()
                        .map(event -> event.access().queryId())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aFailureInTheMiddleIsWritten() throws IOException {
        try (BatchReader rows = run(EVE, "select 10 / (id - 99999) from notes order by id")) {
            assertThatThrownBy(() -> drain(rows)).isInstanceOf(ColonnadeException.class);
        } catch (ColonnadeException atOnce) {
            assertThat(atOnce.sqlState()).isEqualTo("22012");
        }
        assertThat(audit.kinds()).containsExactly(Kind.STARTED, Kind.FINISHED);
        assertThat(outcome().ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome().sqlState()).isEqualTo("22012");
    }

    @Test
    void aResultThatIsLeftEarlyWasCancelled() throws IOException {
        try (BatchReader rows = run(EVE, NOTES)) {
            assertThat(rows.loadNextBatch()).isTrue();
        }
        assertThat(outcome().ending()).isEqualTo(Ending.CANCELLED);
        assertThat(outcome().rows()).isBetween(1L, 49_999L);
    }

    @Test
    void aCancelledResultWasCancelled() throws IOException {
        try (BatchReader rows = run(EVE, NOTES)) {
            assertThat(rows.loadNextBatch()).isTrue();
            rows.cancel();
        }
        assertThat(outcome().ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void ofResultsThatAreHeldTheAuditSaysWhatLeft() throws IOException {
        List<AuditOutcome> outcomes = new ArrayList<>();
        for (boolean released : List.of(false, true)) {
            try (HeldReads reads = new HeldReads()) {
                AccessContext holding = context(EVE).holding(reads);
                QueryRequest request = new QueryRequest.Sql(NOTES + " where id < 11", "desk");
                try (BatchReader rows = pipeline.run(holding, request, List.of(), allocator)) {
                    drain(rows);
                }
                assertThat(audit.last().kind()).isEqualTo(Kind.STARTED);
                if (released) {
                    reads.release();
                }
            }
            outcomes.add(outcome());
        }
        assertThat(outcomes).extracting(AuditOutcome::ending).containsExactly(Ending.CANCELLED, Ending.COMPLETED);
        assertThat(outcomes).extracting(AuditOutcome::rows).containsExactly(0L, 5L);
        assertThat(audit.kinds()).containsExactly(Kind.STARTED, Kind.FINISHED, Kind.STARTED, Kind.FINISHED);
    }

    @Test
    void queriesThatShareATimeHaveNoneOfTheirOwn() throws IOException {
        run(EVE, NOTES).close();
        AccessContext shared =
                AccessContext.of(EVE, "http", "json", Duration.ofMillis(100)).begun();
        while (!shared.left().isZero()) {
            Thread.onSpinWait();
        }
        QueryRequest request = new QueryRequest.Sql(NOTES, "desk");
        try (BatchReader late = pipeline.run(shared, request, List.of(), allocator)) {
            assertThatThrownBy(late::loadNextBatch)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED))
                    .hasMessageContaining("its limit of 0.1 s");
        }
    }

    @Test
    void wrongParametersAreAFailureBeforeTheSourceIsAsked() {
        assertThatThrownBy(() -> run(EVE, "select id from notes where id = ?")).isInstanceOf(ColonnadeException.class);
        assertThat(audit.kinds()).containsExactly(Kind.STARTED, Kind.FINISHED);
        assertThat(outcome()).isEqualTo(AuditOutcome.failed(0, 0, "22023"));
        assertThat(source.knownWhenAsked).isEmpty();
    }

    @Test
    void nothingIsReadIfTheAuditCannotBeWritten() {
        audit.breakDown();
        assertThatThrownBy(() -> run(EVE, NOTES)).hasMessage("the audit log is full");
        assertThat(source.knownWhenAsked).isEmpty();
    }

    @Test
    void aTableThatIsHiddenIsADenialLikeOneThatDoesNotExist() {
        denied(EVE, "select id from vault.gold", "42P01");
        denied(EVE, "select id from vault.lead", "42P01");
        denied(null, NOTES, "42P01");
    }

    @Test
    void denialsOfNobodyInParticularAreCountedForNobodyMayFillTheAudit() {
        for (int i = 0; i < 30; i++) {
            denied(null, "select id from vault.gold", "42P01");
        }
        assertThat(audit.events()).hasSize(10);
        pipeline.tellRefusals();
        assertThat(audit.last().more()).isEqualTo(20);
        for (int i = 0; i < 30; i++) {
            denied(EVE, "select id from vault.gold", "42P01");
        }
        assertThat(audit.events()).hasSize(41);
    }

    @Test
    void aMissingClaimIsADenial() {
        denied(NO_CLAIM, NOTES, "42501");
    }

    @Test
    void whatWasPromisedUnderAnotherPolicyIsRefusedAndWritten() {
        AccessContext promised = context(EVE).promised("of yesterday");
        assertThatThrownBy(() -> pipeline.run(promised, new QueryRequest.Sql(NOTES, "desk"), List.of(), allocator))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.FAILED_PRECONDITION))
                .hasMessageContaining("what you may see has changed");
        assertThat(audit.kinds()).containsExactly(Kind.DENIED);
        assertThat(source.knownWhenAsked).isEmpty();
    }

    @Test
    void whatIsPromisedUnderThePolicyOfTodayIsAnswered() throws IOException {
        QueryRequest request = new QueryRequest.Sql(NOTES + " limit 1", "desk");
        String today = pipeline.describe(context(EVE), request).policyVersion();
        try (BatchReader rows = pipeline.run(context(EVE).promised(today), request, List.of(), allocator)) {
            assertThat(rows.loadNextBatch()).isTrue();
        }
        assertThat(pipeline.describe(context(OTHER_CLAIM), request).policyVersion())
                .isNotEqualTo(today);
    }

    @Test
    void explanationsAndDescriptionsReadNothing() throws IOException {
        pipeline.describe(context(EVE), new QueryRequest.Sql(NOTES, "desk"));
        try (BatchReader lines = run(EVE, "explain policy for " + NOTES)) {
            drain(lines);
        }
        assertThat(source.knownWhenAsked).isEmpty();
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void whoSeeTheSameHaveOneCatalogue() {
        Principal alike = new Principal("adam", Set.of("clerk", "analyst"), Map.of());
        Principal banker = new Principal("bill", Set.of("banker"), Map.of());
        assertThat(pipeline.catalog(alike)).isSameAs(pipeline.catalog(EVE)).hasSize(1);
        assertThat(pipeline.catalog(banker)).hasSize(2);
    }

    private void denied(@Nullable Principal principal, String sql, String state) {
        assertThatThrownBy(() -> run(principal, sql)).isInstanceOf(ColonnadeException.class);
        AuditEvent event = audit.last();
        assertThat(event.kind()).isEqualTo(Kind.DENIED);
        assertThat(event.access().subject()).isEqualTo(principal == null ? null : principal.subject());
        assertThat(outcome()).isEqualTo(AuditOutcome.failed(0, 0, state));
        assertThat(audit.kinds()).containsOnly(Kind.DENIED);
        assertThat(source.knownWhenAsked).isEmpty();
    }

    private BatchReader run(@Nullable Principal principal, String sql) {
        return pipeline.run(context(principal), new QueryRequest.Sql(sql, "desk"), List.of(), allocator);
    }

    private static AccessContext context(@Nullable Principal principal) {
        return AccessContext.of(principal, "flight-sql", "arrow", Duration.ofMinutes(1));
    }

    private AuditOutcome outcome() {
        AuditOutcome outcome = audit.last().outcome();
        assertThat(outcome).isNotNull();
        return outcome;
    }

    private static void drain(BatchReader rows) throws IOException {
        while (rows.loadNextBatch()) {
            assertThat(rows.getVectorSchemaRoot().getRowCount()).isNotNegative();
        }
    }

    private static Contracts contracts() {
        List<RowFilter> filters = List.of(new RowFilter("notes", "tenant_id = {context.tenant}", Set.of()));
        List<MaskRule> masks = List.of(new MaskRule("notes", "note", new ColumnMask.Redact(), Set.of()));
        return new Contracts(
                List.of(
                        projection("desk", batch("notes"), new Grant(true, Set.of()), filters, masks),
                        projection("vault", batch("gold"), new Grant(true, Set.of("banker")), List.of(), List.of())),
                "test");
    }

    private static Projection projection(
            String name, Batch batch, Grant grant, List<RowFilter> filters, List<MaskRule> masks) {
        return new Projection(
                name,
                new Version(1, 0, 0),
                Stability.STABLE,
                "",
                "main",
                List.of(batch),
                new ProjectionPolicy(name, grant, filters, masks));
    }

    private static Batch batch(String name) {
        return new Batch(
                name,
                "",
                new Relation.Table("audited_notes"),
                null,
                List.of("id"),
                List.of(),
                List.of(column("id", "int32"), column("note", "string")),
                List.of(column("tenant_id", "int32")));
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), true, name, null, List.of(), "");
    }

    /** The real source; notes what the audit knew each time that it was asked. */
    private static final class WatchedSource extends ForwardingSource {
        private final RecordingAudit audit;
        private final List<List<Kind>> knownWhenAsked = new ArrayList<>();

        WatchedSource(Source source, RecordingAudit audit) {
            super("main", source);
            this.audit = audit;
        }

        @Override
        public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
            knownWhenAsked.add(audit.kinds());
            return super.read(statement, options, allocator);
        }
    }
}
