package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots that several reads share. */
class PostgresSnapshotTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();

    /** Long for a machine that stalls, and short for one that waits. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final SourceReading reading = new SourceReading(DATABASE.settings().withMaximumPoolSize(4));
    private final SourceReading impatient =
            new SourceReading(DATABASE.settings().withMaximumPoolSize(4).withSnapshotIdle(IDLE));

    @BeforeEach
    void create() {
        DATABASE.execute("DROP TABLE IF EXISTS watched; CREATE TABLE watched AS SELECT 1 AS i");
    }

    @AfterEach
    void close() {
        reading.close();
        impatient.close();
    }

    private Object count(SourceSnapshot snapshot) {
        return count(reading, snapshot);
    }

    private static Object count(SourceReading reading, SourceSnapshot snapshot) {
        return reading.rows("SELECT count(*) FROM watched", List.of(), OPTIONS.inside(snapshot), computed("c", "int64"))
                .get(0)
                .get(0);
    }

    private ErrorKind failure(SourceSnapshot snapshot) {
        return failure(reading, snapshot);
    }

    private static ErrorKind failure(SourceReading reading, SourceSnapshot snapshot) {
        return catchThrowableOfType(ColonnadeException.class, () -> count(reading, snapshot))
                .kind();
    }

    @Test
    void concurrentInsertIsNotSeen() {
        try (SourceSnapshot snapshot = reading.source().openSnapshot()) {
            assertThat(count(snapshot)).isEqualTo(1L);
            DATABASE.execute("INSERT INTO watched VALUES (2)");
            assertThat(count(snapshot)).isEqualTo(1L);
        }
        assertThat(reading.value("int64", "(SELECT count(*) FROM watched)")).isEqualTo(2L);
    }

    @Test
    void snapshotThatWasClosedHasEnded() {
        SourceSnapshot snapshot = reading.source().openSnapshot();
        assertThat(count(snapshot)).isEqualTo(1L);
        snapshot.close();
        assertThat(failure(snapshot)).isEqualTo(ErrorKind.FAILED_PRECONDITION);
    }

    @Test
    void snapshotThatNobodyUsesEnds() throws InterruptedException {
        try (SourceSnapshot snapshot = impatient.source().openSnapshot()) {
            assertThat(count(impatient, snapshot)).isEqualTo(1L);
            Thread.sleep(2 * IDLE.toMillis());
            assertThat(failure(impatient, snapshot)).isEqualTo(ErrorKind.FAILED_PRECONDITION);
        }
    }

    @Test
    void snapshotThatIsKeptDoesNotEnd() throws InterruptedException {
        try (SourceSnapshot snapshot = impatient.source().openSnapshot()) {
            assertThat(count(impatient, snapshot)).isEqualTo(1L);
            for (long slept = 0; slept < 2 * IDLE.toMillis(); slept += 100) {
                Thread.sleep(100);
                snapshot.keep();
            }
            assertThat(count(impatient, snapshot)).isEqualTo(1L);
        }
    }

    @Test
    void snapshotWhoseLeaderWasKilledHasEnded() {
        try (SourceSnapshot snapshot = reading.source().openSnapshot()) {
            assertThat(count(snapshot)).isEqualTo(1L);
            DATABASE.execute("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                    + " WHERE application_name = 'colonnade' AND state = 'idle in transaction'");
            assertThat(failure(snapshot)).isEqualTo(ErrorKind.FAILED_PRECONDITION);
        }
    }

    @Test
    void snapshotsBeyondTheAllowanceAreRefusedUntilOneEnds() {
        try (SourceSnapshot second = reading.source().openSnapshot()) {
            try (SourceSnapshot first = reading.source().openSnapshot()) {
                assertThat(count(first)).isEqualTo(1L);
                assertThat(failure(second)).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED);
            }
            assertThat(count(second)).isEqualTo(1L);
        }
    }

    @Test
    void closingTheSnapshotEndsItsReads() throws IOException {
        SourceSnapshot snapshot = reading.source().openSnapshot();
        try (BatchReader reader = reading.read(
                "SELECT i FROM generate_series(1, 1000000) i", OPTIONS.inside(snapshot), computed("i", "int32"))) {
            assertThat(reader.loadNextBatch()).isTrue();
            snapshot.close();
            ColonnadeException error = catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch);
            assertThat(error.kind()).isEqualTo(ErrorKind.FAILED_PRECONDITION);
            assertThat(error.getMessage()).contains("the transaction has ended");
        }
    }
}
