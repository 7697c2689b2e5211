package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceReading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long results: bounds of batches and memory, cancel, deadline, and a connection that breaks. */
class PostgresStreamTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();

    private final SourceReading reading = new SourceReading(DATABASE);

    @AfterEach
    void close() {
        reading.close();
    }

    private BatchReader numbers(long count, ReadOptions options) {
        return reading.read(
                "SELECT i FROM generate_series(1, " + count + "::bigint) i", options, computed("i", "int64"));
    }

    private static long running(String mark) {
        return DATABASE.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'colonnade'"
                + " AND state = 'active' AND query LIKE '%" + mark + "%'");
    }

    private static void awaitRunning(String mark, long expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (running(mark) != expected) {
            assertThat(System.nanoTime()).as("the query %s", mark).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    @Test
    void everyRowArrivesOnceInBoundedBatches() throws IOException {
        long sum = 0;
        long batches = 0;
        try (BatchReader reader = numbers(100_000, OPTIONS)) {
            while (reader.loadNextBatch()) {
                BigIntVector vector =
                        (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                assertThat(vector.getValueCount()).isBetween(1, ReadOptions.BATCH_ROWS);
                for (int row = 0; row < vector.getValueCount(); row++) {
                    sum += vector.get(row);
                }
                batches++;
            }
        }
        assertThat(sum).isEqualTo(100_000L * 100_001 / 2);
        assertThat(batches).isEqualTo(7);
    }

    @Test
    void wideRowsMakeShortBatches() throws IOException {
        String sql = "SELECT i::bigint, repeat('x', 300000) FROM generate_series(1, 50) i";
        long expected = 1;
        try (BatchReader reader = reading.read(sql, OPTIONS, computed("i", "int64"), computed("t", "string"))) {
            while (reader.loadNextBatch()) {
                BigIntVector vector =
                        (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                assertThat(reader.getVectorSchemaRoot().getVector(1).getBufferSize())
                        .isLessThanOrEqualTo(ReadOptions.BATCH_BYTES);
                for (int row = 0; row < vector.getValueCount(); row++) {
                    assertThat(vector.get(row)).isEqualTo(expected++);
                }
            }
        }
        assertThat(expected).isEqualTo(51);
    }

    @Test
    void emptyResultHasASchemaAndNoBatch() throws IOException {
        try (BatchReader reader = numbers(0, OPTIONS)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(1);
            assertThat(reader.loadNextBatch()).isFalse();
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void resultThatWasExpectedSmallAndIsNotIsReadAllTheSame() throws IOException {
        String sql = "SELECT repeat('x', 1000000) FROM generate_series(1, 200) i";
        long rows = 0;
        try (BatchReader reader = reading.read(sql, OPTIONS.expectingFewRows(), computed("t", "string"))) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        assertThat(rows).isEqualTo(200);
        assertThat(reading.rows("SELECT 1", computed("c", "int32"))).isEqualTo(List.of(List.of(1)));
    }

    @Test
    void earlyCloseOfALongResultIsQuick() throws IOException {
        long start = System.nanoTime();
        try (BatchReader reader = reading.read(
                "SELECT i::bigint, random() FROM (SELECT generate_series(1, 5000000) i) t",
                OPTIONS,
                computed("i", "int64"),
                computed("r", "float64"))) {
            assertThat(reader.loadNextBatch()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(reading.rows("SELECT 1", computed("c", "int32"))).isEqualTo(List.of(List.of(1)));
    }

    @Test
    void memoryDoesNotGrowWithTheResult() throws IOException {
        long peak = 0;
        long rows = 0;
        try (BatchReader reader = reading.read(
                "SELECT i::bigint, repeat('x', 40) FROM (SELECT generate_series(1, 1000000) i) t",
                OPTIONS,
                computed("i", "int64"),
                computed("t", "string"))) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
                peak = Math.max(peak, reading.allocator().getAllocatedMemory());
            }
        }
        assertThat(rows).isEqualTo(1_000_000);
        assertThat(peak).isLessThan(8L << 20);
    }

    @Test
    void cancelStopsTheDatabaseWithinASecond() throws Exception {
        try (BatchReader reader =
                reading.read("SELECT pg_sleep(60)::text AS slow_one", OPTIONS, computed("c", "string"))) {
            CompletableFuture<Throwable> outcome = failureOf(reader);
            awaitRunning("slow_one", 1);
            long start = System.nanoTime();
            reader.cancel();
            reader.cancel();
            Throwable failure = outcome.get(1, TimeUnit.SECONDS);
            awaitRunning("slow_one", 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(failure).isInstanceOfSatisfying(ColonnadeException.class, error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
                assertThat(error.sqlState()).isEqualTo("57014");
            });
        }
        assertThat(reading.rows("SELECT 1", computed("c", "int32"))).isEqualTo(List.of(List.of(1)));
    }

    @Test
    void closeFromAnotherThreadStopsTheDatabase() throws Exception {
        BatchReader reader = reading.read("SELECT pg_sleep(60)::text AS closed_one", OPTIONS, computed("c", "string"));
        CompletableFuture<Throwable> outcome = failureOf(reader);
        awaitRunning("closed_one", 1);
        reader.close();
        assertThat(outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(ColonnadeException.class);
        awaitRunning("closed_one", 0);
    }

    @Test
    void cancelBeforeTheFirstBatchRunsNothing() throws IOException {
        try (BatchReader reader = numbers(1, OPTIONS)) {
            reader.cancel();
            assertThatThrownBy(reader::loadNextBatch)
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            error -> assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED));
        }
    }

    @Test
    void cancelInMidStreamEndsTheStreamWithAnError() throws IOException {
        try (BatchReader reader = numbers(5_000_000, OPTIONS)) {
            assertThat(reader.loadNextBatch()).isTrue();
            reader.cancel();
            assertThatThrownBy(reader::loadNextBatch).isInstanceOf(ColonnadeException.class);
        }
    }

    @Test
    void statementThatTakesTooLongIsADeadline() throws IOException {
        ReadOptions options = ReadOptions.within(Duration.ofMillis(300));
        try (BatchReader reader = reading.read("SELECT pg_sleep(60)::text", options, computed("c", "string"))) {
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch);
            assertThat(error.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
            assertThat(error.sqlState()).isEqualTo("57014");
        }
    }

    @Test
    void backendThatIsKilledInMidStreamIsAnError() throws IOException {
        try (BatchReader reader = numbers(5_000_000, OPTIONS)) {
            assertThat(reader.loadNextBatch()).isTrue();
            DATABASE.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'colonnade' AND state = 'active'");
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, () -> drain(reader));
            assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(error.sqlState()).isEqualTo("08006");
        }
        assertThat(reading.rows("SELECT 1", computed("c", "int32"))).isEqualTo(List.of(List.of(1)));
    }

    @Test
    void readsCannotWrite() {
        DATABASE.execute("CREATE TABLE IF NOT EXISTS untouched(i int)");
        assertThatThrownBy(() -> reading.rows("INSERT INTO untouched VALUES (1) RETURNING i", computed("c", "int32")))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        error -> assertThat(error.sqlState()).isEqualTo("25006"));
        assertThat(DATABASE.number("SELECT count(*) FROM untouched")).isZero();
    }

    private static void drain(ArrowReader reader) throws IOException {
        while (reader.loadNextBatch()) {
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
        }
    }

    private static CompletableFuture<Throwable> failureOf(BatchReader reader) {
        return CompletableFuture.supplyAsync(() -> catchThrowableOfType(Throwable.class, reader::loadNextBatch));
    }
}
