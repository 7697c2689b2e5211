package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static io.colonnade.source.SourceReading.promised;
import static io.colonnade.source.SourceStatement.Scan.LOWER;
import static io.colonnade.source.SourceStatement.Scan.UPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.SourceStatement.Scan;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One large scan by several connections: the rows, the pool, the ways in which it ends. */
@Timeout(120)
class ParallelScanTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final int ROWS = 300_000;
    private static final int POOL = 8;

    /** Keeps the receiver waiting, without which one connection is enough. */
    private static final String SLOWLY =
            " AND CASE WHEN id % 500 = 1 THEN pg_sleep(0.005)::text END IS DISTINCT FROM 'x'";

    private static final String WORKERS = " FROM pg_stat_activity WHERE application_name = 'colonnade'"
            + " AND query LIKE '%scanned%' AND query LIKE '%ctid%' AND state <> 'idle'";

    private final SourceReading reading = new SourceReading(settings(POOL));

    private static PostgresSettings settings(int pool) {
        return DATABASE.settings().withMaximumPoolSize(pool).withScanParallelism(3);
    }

    /** Many pages for few rows, so that it is large and still quick to make. */
    @BeforeEach
    void create() {
        DATABASE.execute("DROP TABLE IF EXISTS scanned;"
                + " CREATE UNLOGGED TABLE scanned WITH (fillfactor = 20, autovacuum_enabled = off) AS"
                + " SELECT i AS id, CASE WHEN i % 5 > 0 THEN 'word ' || i END AS word FROM generate_series(1, " + ROWS
                + ") i; ANALYZE scanned");
    }

    @AfterEach
    void close() {
        reading.close();
        DATABASE.execute("DROP TABLE scanned");
    }

    private static SourceStatement scan(
            String items, String condition, List<ResultColumn> columns, Parameter... values) {
        String sql = "SELECT " + items + " FROM scanned WHERE " + condition;
        List<Parameter> bound = new ArrayList<>(List.of(values));
        bound.add(LOWER);
        bound.add(UPPER);
        return new SourceStatement(
                sql,
                List.of(values),
                columns,
                new Scan("scanned", sql + " AND ctid >= ?::tid AND ctid < ?::tid", bound));
    }

    /** A scan that tells which backend each row comes from. */
    private static SourceStatement scan(String condition, Parameter... values) {
        return scan(
                "id, word, pg_backend_pid()",
                condition,
                List.of(promised("id", "int32"), promised("word", "string"), computed("pid", "int32")),
                values);
    }

    private BatchReader read(SourceStatement statement, ReadOptions options) {
        return reading.source().read(statement, options, reading.allocator());
    }

    private static Set<Integer> backends(List<List<@Nullable Object>> rows) {
        Set<Integer> backends = new HashSet<>();
        rows.forEach(row -> backends.add((Integer) row.get(2)));
        return backends;
    }

    private static Map<Object, @Nullable Object> words(List<List<@Nullable Object>> rows) {
        Map<Object, @Nullable Object> words = new HashMap<>();
        rows.forEach(row -> words.put(row.get(0), row.get(1)));
        assertThat(words).hasSameSizeAs(rows);
        return words;
    }

    private static int backends(SourceReading reading, SourceStatement statement) {
        return backends(reading.rows(statement, OPTIONS)).size();
    }

    private static SourceStatement whole(SourceStatement statement) {
        return new SourceStatement(statement.sql(), statement.parameters(), statement.columns());
    }

    @Test
    void severalConnectionsReadTheRowsThatOneReads() {
        SourceStatement statement = scan("id % 3 <> ?" + SLOWLY, new Parameter(ColumnType.of(TypeName.INT32), 2));
        List<List<@Nullable Object>> rows = reading.rows(statement, OPTIONS);
        List<List<@Nullable Object>> expected = reading.rows(whole(statement), OPTIONS);
        assertThat(words(rows)).isEqualTo(words(expected)).hasSize(200_000);
        assertThat(backends(rows)).hasSizeBetween(2, 6);
        assertThat(backends(expected)).hasSize(1);
    }

    @Test
    void rowsAreThoseOfOneMomentWhateverChangesMeanwhile() throws IOException {
        Set<Integer> ids = new HashSet<>();
        long rows = 0;
        try (BatchReader reader = read(scan("id > 0" + SLOWLY), OPTIONS)) {
            for (int batch = 0; reader.loadNextBatch(); batch++) {
                rows += collect(reader.getVectorSchemaRoot(), ids);
                if (batch < 5) {
                    DATABASE.execute("UPDATE scanned SET word = 'new', id = id + 1000000 WHERE id % 10 = " + batch
                            + "; DELETE FROM scanned WHERE id % 10 = 9 - " + batch
                            + "; INSERT INTO scanned SELECT 2000000 + i FROM generate_series(1, 1000) i");
                }
            }
        }
        assertThat(rows).isEqualTo(ROWS);
        assertThat(ids).hasSize(ROWS).allMatch(id -> id <= ROWS);
    }

    private static int collect(VectorSchemaRoot root, Set<Integer> ids) {
        IntVector vector = (IntVector) root.getVector(0);
        for (int row = 0; row < root.getRowCount(); row++) {
            ids.add(vector.get(row));
        }
        return root.getRowCount();
    }

    @Test
    void scanInATransactionSeesItsSnapshot() {
        try (SourceSnapshot snapshot = reading.source().openSnapshot()) {
            ReadOptions options = OPTIONS.inside(snapshot);
            assertThat(reading.rows("SELECT 1", List.of(), options, computed("c", "int32")))
                    .hasSize(1);
            DATABASE.execute("DELETE FROM scanned WHERE id % 2 = 0");
            List<List<@Nullable Object>> rows = reading.rows(scan("id > 0" + SLOWLY), options);
            assertThat(words(rows)).hasSize(ROWS);
            assertThat(backends(rows)).hasSizeGreaterThan(1);
            assertThat(reading.rows("SELECT 1", List.of(), options, computed("c", "int32")))
                    .hasSize(1);
        }
    }

    @Test
    void endOfTheTransactionEndsItsScan() throws IOException {
        SourceSnapshot snapshot = reading.source().openSnapshot();
        try (BatchReader reader = read(scan("id > 0" + SLOWLY), OPTIONS.inside(snapshot))) {
            assertThat(reader.loadNextBatch()).isTrue();
            snapshot.close();
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.kind()).isEqualTo(ErrorKind.FAILED_PRECONDITION);
        }
        allConnectionsAreFree();
    }

    @Test
    void whatIsNotALargeScanIsReadByOneConnection() {
        assertThat(backends(reading, whole(scan("id > 0")))).isEqualTo(1);
        assertThat(backends(reading, scan("id < 50000"))).isEqualTo(1);
        DATABASE.execute("CREATE INDEX ON scanned (id); ANALYZE scanned");
        assertThat(backends(reading, scan("id = 7"))).isEqualTo(1);
    }

    @Test
    void sourceOfNoParallelismOrOfFewConnectionsReadsByOne() {
        for (PostgresSettings settings : List.of(settings(POOL).withScanParallelism(1), settings(2), settings(3))) {
            try (SourceReading narrow = new SourceReading(settings)) {
                assertThat(backends(narrow, scan("id > 0"))).isEqualTo(1);
            }
        }
    }

    @Test
    void scanThatOthersLeaveNoConnectionToIsReadByOne() throws IOException {
        List<BatchReader> others = new ArrayList<>();
        for (int i = 0; i < POOL - 2; i++) {
            others.add(reading.read("SELECT 1", OPTIONS, computed("c", "int32")));
        }
        assertThat(backends(reading, scan("id > 0"))).isEqualTo(1);
        for (BatchReader other : others) {
            other.close();
        }
    }

    @Test
    void othersGetConnectionsWhileAScanRuns() throws Exception {
        try (BatchReader scan = read(scan("id > 0" + SLOWLY), OPTIONS)) {
            long rows = 0;
            while (DATABASE.number("SELECT count(*)" + WORKERS) < 2) {
                assertThat(scan.loadNextBatch()).isTrue();
                rows += scan.getVectorSchemaRoot().getRowCount();
            }
            List<CompletableFuture<List<List<@Nullable Object>>>> others = new ArrayList<>();
            for (int i = 0; i < 3 * POOL; i++) {
                others.add(CompletableFuture.supplyAsync(
                        () -> reading.rows("SELECT pg_sleep(0.1)::text", computed("c", "string"))));
            }
            while (scan.loadNextBatch()) {
                rows += scan.getVectorSchemaRoot().getRowCount();
            }
            assertThat(rows).isEqualTo(ROWS);
            for (CompletableFuture<List<List<@Nullable Object>>> other : others) {
                assertThat(other.get(20, TimeUnit.SECONDS)).hasSize(1);
            }
        }
    }

    @Test
    void scanThatNobodyTakesRowsOfLeavesConnectionsToOthers() throws Exception {
        try (BatchReader first = read(scan("id > 0"), OPTIONS);
                BatchReader second = read(scan("id > 0"), OPTIONS)) {
            for (int i = 0; i < 4; i++) {
                assertThat(first.loadNextBatch() && second.loadNextBatch()).isTrue();
            }
            assertThat(reading.rows("SELECT 1", computed("c", "int32"))).hasSize(1);
        }
    }

    @Test
    void failureOfOneRowFailsTheScan() throws IOException {
        SourceStatement statement = scan("id / (id - 290000)", "id > 0", List.of(computed("q", "int32")));
        try (BatchReader reader = read(statement, OPTIONS)) {
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.sqlState()).isEqualTo("22012");
            assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        }
    }

    @Test
    void backendThatIsKilledFailsTheScan() throws IOException {
        try (BatchReader reader = read(scan("id > 0" + SLOWLY), OPTIONS)) {
            while (DATABASE.number("SELECT count(*)" + WORKERS) < 2) {
                assertThat(reader.loadNextBatch()).isTrue();
            }
            DATABASE.execute("SELECT pg_terminate_backend(pid)" + WORKERS + " LIMIT 1");
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void scanGoesOnWithoutTheConnectionThatExportedItsSnapshot() throws IOException {
        try (BatchReader reader = read(scan("id > 0" + SLOWLY), OPTIONS)) {
            assertThat(reader.loadNextBatch()).isTrue();
            Set<Integer> ids = new HashSet<>();
            collect(reader.getVectorSchemaRoot(), ids);
            DATABASE.execute("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                    + " WHERE application_name = 'colonnade' AND query LIKE '%SAVEPOINT hold%'");
            while (reader.loadNextBatch()) {
                collect(reader.getVectorSchemaRoot(), ids);
            }
            assertThat(ids).hasSize(ROWS);
        }
    }

    @Test
    void cancelStopsEveryBackendWithinASecond() throws Exception {
        SourceStatement slow =
                scan("id > 0 AND CASE WHEN id % 1000 = 1 THEN pg_sleep(0.2)::text END IS DISTINCT FROM 'never'");
        try (BatchReader reader = read(slow, OPTIONS)) {
            CompletableFuture<Throwable> outcome =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> drain(reader)));
            await("SELECT count(*) >= 2" + WORKERS + " AND state = 'active'", 10);
            reader.cancel();
            Throwable error = outcome.get(1, TimeUnit.SECONDS);
            await("SELECT count(*) = 0" + WORKERS, 1);
            assertThat(error)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            cancelled -> assertThat(cancelled.kind()).isEqualTo(ErrorKind.CANCELLED));
        }
    }

    @Test
    void timeLimitIsThatOfTheWholeScan() throws IOException {
        SourceStatement slow =
                scan("id > 0 AND CASE WHEN id % 1000 = 1 THEN pg_sleep(0.1)::text END IS DISTINCT FROM 'never'");
        try (BatchReader reader = read(slow, ReadOptions.within(Duration.ofMillis(1500)))) {
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
            assertThat(error.getMessage()).containsPattern("its time limit$|its limit of 1.5 s$");
        }
        assertThat(DATABASE.number("SELECT count(*)" + WORKERS)).isZero();
    }

    @Test
    void timeThatWentByBeforeTheScanCounts() throws IOException {
        ReadOptions late = ReadOptions.within(Duration.ofMinutes(2)).after(Duration.ofMinutes(2));
        try (BatchReader reader = read(scan("id > 0"), late)) {
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void rewritingTheTableWaitsForTheEndOfTheScan() throws Exception {
        CompletableFuture<Void> vacuum;
        try (BatchReader reader = read(scan("id > 0" + SLOWLY), OPTIONS)) {
            assertThat(reader.loadNextBatch()).isTrue();
            vacuum = CompletableFuture.runAsync(() -> DATABASE.execute("VACUUM FULL scanned"));
            await("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted AND relation = 'scanned'::regclass", 10);
            Set<Integer> ids = new HashSet<>();
            collect(reader.getVectorSchemaRoot(), ids);
            while (reader.loadNextBatch()) {
                collect(reader.getVectorSchemaRoot(), ids);
            }
            assertThat(ids).hasSize(ROWS);
            assertThat(vacuum).isNotDone();
        }
        vacuum.get(20, TimeUnit.SECONDS);
    }

    @Test
    void scanThatIsClosedEarlyLeavesNothingBehind() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            String pace = round % 5 == 0 ? SLOWLY : "";
            try (BatchReader reader = read(scan("id > 0" + pace), OPTIONS)) {
                for (int left = random.nextInt(5); left > 0; left--) {
                    assertThat(reader.loadNextBatch()).isTrue();
                }
                if (random.nextBoolean()) {
                    reader.cancel();
                }
            }
            assertThat(reading.allocator().getAllocatedMemory()).isZero();
        }
        allConnectionsAreFree();
    }

    private void allConnectionsAreFree() throws IOException {
        List<BatchReader> all = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            all.add(reading.read("SELECT 1", OPTIONS, computed("c", "int32")));
        }
        for (BatchReader reader : all) {
            assertThat(reader.loadNextBatch()).isTrue();
            reader.close();
        }
    }

    private static void drain(BatchReader reader) throws IOException {
        while (reader.loadNextBatch()) {
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
        }
    }

    private static void await(String condition, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (DATABASE.number("SELECT (" + condition + ")::int") == 0) {
            assertThat(System.nanoTime()).as(condition).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
