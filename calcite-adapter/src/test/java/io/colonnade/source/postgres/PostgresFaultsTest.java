package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;

/**
 * A thousand broken reads: whatever breaks and whenever, the result is whole or an error, never short, and nothing stays behind:
 * no byte, no connection, no running statement.
 */
class PostgresFaultsTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final String APPLICATION = "colonnade";
    private static final int ROWS = 30_000;
    private static final long SUM = (long) ROWS * (ROWS + 1) / 2;
    /** Of one row: its message's head, the number of its fields, two lengths and their values. */
    private static final int BYTES = ROWS * (5 + 2 + 4 + 8 + 4 + 24);

    private static final String RUNNING =
            " FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "' AND state <> 'idle'";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
    private int whole;

    @Test
    void connectionThatIsCutAtAnyByteGivesNoShortResult() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(
                URI.create(DATABASE.url().substring("jdbc:".length())).getPort())) {
            String url = "jdbc:postgresql://localhost:" + proxy.port() + "/postgres";
            PostgresSettings settings = settings(PostgresSettings.of("cut", url, "postgres", ""));
            try (SourceReading reading = new SourceReading(settings)) {
                for (int run = 0; run < 400; run++) {
                    // Now and then behind the end of the result, and often in its first messages.
                    proxy.cutAfter(random.nextInt(random.nextInt(4) == 0 ? 400 : BYTES * 5 / 4));
                    read(reading, ErrorKind.UNAVAILABLE);
                }
                nothingRuns(reading);
            }
        }
        assertThat(failures.get(ErrorKind.UNAVAILABLE))
                .as("of 400, seed %d", seed)
                .isGreaterThan(100);
    }

    @Test
    void backendThatIsKilledAtAnyTimeGivesNoShortResult() throws Exception {
        try (SourceReading reading = new SourceReading(settings(DATABASE.settings()));
                Timed killer = new Timed()) {
            for (int run = 0; run < 300; run++) {
                killer.after(
                        random.nextInt(8_000),
                        () -> DATABASE.execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                                        + APPLICATION + "'"));
                read(reading, ErrorKind.UNAVAILABLE);
                killer.await();
            }
            nothingRuns(reading);
        }
        assertThat(failures.getOrDefault(ErrorKind.UNAVAILABLE, 0) + whole)
                .as("seed %d", seed)
                .isEqualTo(300);
    }

    @Test
    void readThatIsCancelledAtAnyTimeGivesNoShortResult() throws Exception {
        try (SourceReading reading = new SourceReading(settings(DATABASE.settings()));
                Timed canceller = new Timed()) {
            for (int run = 0; run < 300; run++) {
                try (BatchReader reader = open(reading)) {
                    canceller.after(random.nextInt(12_000), reader::cancel);
                    read(reader, ErrorKind.CANCELLED);
                }
                canceller.await();
            }
            nothingRuns(reading);
        }
        assertThat(failures.get(ErrorKind.CANCELLED))
                .as("of 300, seed %d", seed)
                .isGreaterThan(30);
    }

    private static PostgresSettings settings(PostgresSettings settings) {
        return settings.withMaximumPoolSize(2).withConnectionTimeout(Duration.ofSeconds(1));
    }

    private static BatchReader open(SourceReading reading) {
        return reading.read(
                "SELECT i, lpad(i::text, 24) FROM generate_series(1, " + ROWS + "::bigint) i",
                OPTIONS,
                computed("i", "int64"),
                computed("t", "string"));
    }

    private void read(SourceReading reading, ErrorKind expected) throws IOException {
        try (BatchReader reader = open(reading)) {
            read(reader, expected);
        } catch (ColonnadeException failure) {
            // No connection was to be had.
            count(failure, expected);
        }
    }

    private void read(BatchReader reader, ErrorKind expected) throws IOException {
        long sum = 0;
        try {
            while (reader.loadNextBatch()) {
                BigIntVector numbers =
                        (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                for (int row = 0; row < numbers.getValueCount(); row++) {
                    sum += numbers.get(row);
                }
            }
        } catch (ColonnadeException failure) {
            count(failure, expected);
            return;
        }
        assertThat(sum).as("a result that says it is whole, seed %d", seed).isEqualTo(SUM);
        whole++;
    }

    private void count(ColonnadeException failure, ErrorKind expected) {
        assertThat(failure.kind()).as("%s, seed %d", failure, seed).isEqualTo(expected);
        assertThat(Set.of("08006", "08001", "57014")).contains(failure.sqlState());
        failures.merge(failure.kind(), 1, Integer::sum);
    }

    /** The pool is whole again, and the database does nothing for us any more. */
    private static void nothingRuns(SourceReading reading) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (DATABASE.number("SELECT count(*)" + RUNNING) > 0) {
            assertThat(System.nanoTime())
                    .as(
                            "state and statement of what runs: %s",
                            DATABASE.text("SELECT string_agg(concat_ws(' ', state,"
                                    + " wait_event, now() - state_change, query), '; ')" + RUNNING))
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
        assertThat(reading.allocator().getAllocatedMemory()).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(reading.rows("SELECT 1::bigint", computed("c", "int64"))).hasSize(1);
        }
    }

    /** Does one thing after a while, on a thread of its own. */
    private static final class Timed implements AutoCloseable {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private Future<?> last = CompletableFuture.completedFuture(null);

        void after(long microseconds, Runnable task) {
            last = thread.schedule(task, microseconds, TimeUnit.MICROSECONDS);
        }

        void await() throws Exception {
            last.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
