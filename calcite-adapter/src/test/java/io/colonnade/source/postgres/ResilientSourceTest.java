package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.ForwardingSource;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.Source;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.resilience.ResilienceSettings;
import io.colonnade.source.resilience.ResilientSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL whose connections break: what is begun again, what is not, and when nobody asks any more. */
class ResilientSourceTest {
    private static final Duration REST = Duration.ofMillis(300);
    private static final ResilienceSettings SETTINGS = new ResilienceSettings(4, Duration.ofMillis(10), 3, REST);
    private static final int ROWS = 50_000;

    private final RootAllocator allocator = new RootAllocator();
    private CuttingProxy proxy;
    private CountedSource counted;

    @BeforeEach
    void open() throws IOException {
        proxy = new CuttingProxy(URI.create(PostgresFixture.shared().url().substring("jdbc:".length()))
                .getPort());
        String url = "jdbc:postgresql://localhost:" + proxy.port() + "/postgres";
        counted = new CountedSource(new PostgresSource(PostgresSettings.of("shaky", url, "postgres", "")
                .withMaximumPoolSize(2)
                .withConnectionTimeout(Duration.ofMillis(400))));
    }

    @AfterEach
    void close() throws IOException {
        counted.close();
        proxy.close();
        allocator.close();
    }

    private static final class CountedSource extends ForwardingSource {
        private final AtomicInteger reads = new AtomicInteger();

        CountedSource(Source source) {
            super(source.name(), source);
        }

        @Override
        public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
            reads.incrementAndGet();
            return super.read(statement, options, allocator);
        }
    }

    private BatchReader begin(Source source, String sql) {
        SourceStatement statement = new SourceStatement(sql, List.of(), List.of(computed("i", "int64")));
        return source.read(statement, OPTIONS, allocator);
    }

    private int rows(Source source, String sql) throws IOException {
        int count = 0;
        try (BatchReader reader = begin(source, sql)) {
            while (reader.loadNextBatch()) {
                count += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return count;
    }

    /** Cuts that come before anything of the statement is known are mended by the pool already. */
    @Test
    void statementThatLosesItsConnectionBeforeItsFirstRowsIsBegunAgain() throws IOException {
        ResilientSource source = new ResilientSource(counted, SETTINGS);
        int asked = 0;
        for (int bytes = 0; bytes < 200; bytes += 12) {
            rows(source, "SELECT 1::bigint");
            proxy.cutAfter(bytes);
            assertThat(rows(source, "SELECT i FROM generate_series(1, 9::bigint) i"))
                    .isEqualTo(9);
            asked += 2;
        }
        assertThat(counted.reads.get()).isGreaterThan(asked);
    }

    @Test
    void nothingIsReadAgainOnceRowsHaveBeenHandedOut() throws IOException {
        ResilientSource source = new ResilientSource(counted, SETTINGS);
        try (BatchReader reader = begin(source, "SELECT i FROM generate_series(1, " + ROWS + "::bigint) i")) {
            assertThat(reader.loadNextBatch()).isTrue();
            proxy.cutAfter(0);
            assertThatThrownBy(() -> {
                        while (reader.loadNextBatch()) {
                            assertThat(reader.getVectorSchemaRoot().getRowCount())
                                    .isPositive();
                        }
                    })
                    .isInstanceOfSatisfying(
                            ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
        }
        assertThat(counted.reads).hasValue(1);
    }

    @Test
    void errorsOfStatementsAreNeverRepeatedAndKeepNobodyOut() throws IOException {
        ResilientSource source = new ResilientSource(counted, SETTINGS);
        for (int i = 0; i < 2 * SETTINGS.failures(); i++) {
            assertThatThrownBy(() -> rows(source, "SELECT 1 / (SELECT 0::bigint)"))
                    .hasMessageContaining("division by zero");
        }
        assertThat(counted.reads).hasValue(2 * SETTINGS.failures());
        assertThat(rows(source, "SELECT 1::bigint")).isEqualTo(1);
    }

    @Test
    void sourceThatDoesNotAnswerIsLeftAloneAndThenTried() throws Exception {
        ResilientSource source = new ResilientSource(counted, SETTINGS);
        proxy.refuse();
        for (int i = 0; i < SETTINGS.failures(); i++) {
            assertThat(failure(source)).hasMessageContaining("Cannot connect to source 'shaky'");
        }
        assertThat(source.state().resting()).isTrue();
        ColonnadeException refusal = failure(source);
        assertThat(refusal.clientMessage()).contains("it has not answered several times in a row");
        assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
        assertThat(counted.reads).hasValue(SETTINGS.failures());

        proxy.admit();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!source.isHealthy()) {
            assertThat(System.nanoTime()).isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(source.state().resting()).isFalse();
        assertThat(rows(source, "SELECT 1::bigint")).isEqualTo(1);
    }

    @Test
    void slowStatementAfterTheRestKeepsNobodyOut() throws IOException {
        ResilientSource source = new ResilientSource(counted, SETTINGS);
        proxy.refuse();
        for (int i = 0; i < SETTINGS.failures(); i++) {
            assertThat(failure(source).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
        proxy.admit();
        try (BatchReader neverLoaded = firstAfterTheRest(source)) {
            assertThat(rows(source, "SELECT 1::bigint")).isEqualTo(1);
            assertThat(neverLoaded.bytesRead()).isZero();
        }
    }

    private BatchReader firstAfterTheRest(Source source) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return begin(source, "SELECT 1::bigint");
            } catch (ColonnadeException leftAlone) {
                assertThat(System.nanoTime()).isLessThan(patience);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    @Test
    void healthThatCannotBeToldLeavesTheNextTrialToOthers() {
        AtomicInteger asked = new AtomicInteger();
        Source odd = new ForwardingSource("odd", counted) {
            @Override
            public boolean isHealthy() {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("health");
                }
                return super.isHealthy();
            }
        };
        ResilientSource source = new ResilientSource(odd, new ResilienceSettings(1, Duration.ofMillis(1), 1, REST));
        proxy.refuse();
        assertThat(failure(source).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        proxy.admit();
        assertThatThrownBy(() -> firstAfterTheRest(source)).hasMessage("health");
        assertThatCode(() -> firstAfterTheRest(source).close()).doesNotThrowAnyException();
    }

    private ColonnadeException failure(Source source) {
        return catchThrowableOfType(ColonnadeException.class, () -> rows(source, "SELECT 1::bigint"));
    }

    @Test
    void whoIsCancelledBetweenTwoTriesDoesNotWaitForTheNext() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Source failing = new ForwardingSource("failing", counted) {
            @Override
            public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
                BatchReader reader = super.read(statement, options, allocator);
                return new LostReader(reader, failed, allocator);
            }
        };
        ResilientSource source =
                new ResilientSource(failing, new ResilienceSettings(2, Duration.ofSeconds(30), 9, Duration.ofHours(1)));
        try (BatchReader reader = begin(source, "SELECT 1::bigint")) {
            CompletableFuture<ColonnadeException> end = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch));
            failed.await();
            reader.cancel();
            assertThat(end.get(20, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.CANCELLED);
        }
    }

    private static final class LostReader extends BatchReader {
        private final BatchReader reader;
        private final CountDownLatch failed;

        LostReader(BatchReader reader, CountDownLatch failed, BufferAllocator allocator) {
            super(allocator);
            this.reader = reader;
            this.failed = failed;
        }

        @Override
        public void cancel() {
            reader.cancel();
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() throws IOException {
            reader.close();
        }

        @Override
        protected Schema readSchema() {
            return new Schema(List.of());
        }

        @Override
        public boolean loadNextBatch() {
            failed.countDown();
            throw ColonnadeException.of(ErrorKind.UNAVAILABLE, SqlState.CONNECTION_FAILURE, "lost");
        }
    }
}
