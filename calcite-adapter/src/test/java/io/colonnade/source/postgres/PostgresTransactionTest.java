package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceSnapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads that follow one another in one transaction. */
class PostgresTransactionTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();

    /** How many of the other connections to the database stay in a transaction. */
    private static final String OPEN =
            "(SELECT count(*) FROM pg_stat_activity WHERE application_name = 'colonnade' AND state LIKE 'idle in%')";

    private final SourceReading reading = new SourceReading(DATABASE.settings().withMaximumPoolSize(2));

    @BeforeEach
    void create() {
        DATABASE.execute("DROP TABLE IF EXISTS followed; CREATE TABLE followed AS SELECT 1 AS i");
    }

    @AfterEach
    void close() {
        reading.close();
    }

    private Object one(String sql, SourceSnapshot snapshot) {
        return one(sql, OPTIONS.inside(snapshot));
    }

    private Object one(String sql, ReadOptions options) {
        return reading.rows(sql, List.of(), options, computed("c", "int64"))
                .get(0)
                .get(0);
    }

    private Object count(SourceSnapshot snapshot) {
        return one("SELECT count(*) FROM followed", snapshot);
    }

    @Test
    void concurrentInsertIsNotSeen() {
        try (SourceSnapshot transaction = reading.source().openTransaction()) {
            assertThat(count(transaction)).isEqualTo(1L);
            DATABASE.execute("INSERT INTO followed VALUES (2)");
            assertThat(count(transaction)).isEqualTo(1L);
        }
        assertThat(reading.value("int64", "(SELECT count(*) FROM followed)")).isEqualTo(2L);
    }

    @Test
    void oneConnectionServesAllReads() {
        try (SourceSnapshot transaction = reading.source().openTransaction()) {
            Object first = one("SELECT pg_backend_pid()", transaction);
            assertThat(one("SELECT pg_backend_pid()", transaction)).isEqualTo(first);
        }
    }

    @Test
    void asManyTransactionsAsThePoolHasConnectionsGoSideBySide() {
        try (SourceSnapshot first = reading.source().openTransaction();
                SourceSnapshot second = reading.source().openTransaction()) {
            assertThat(count(first)).isEqualTo(1L);
            assertThat(count(second)).isEqualTo(1L);
        }
        assertThat(reading.value("int64", "1")).isEqualTo(1L);
    }

    @Test
    void readThatIsTheLastEndsTheTransactionWithIt() {
        try (SourceSnapshot first = reading.source().openTransaction();
                SourceSnapshot second = reading.source().openTransaction()) {
            assertThat(count(first)).isEqualTo(1L);
            assertThat(last("SELECT count(*) FROM followed", first)).isEqualTo(1L);
            assertThat(last("SELECT count(*) FROM followed", second)).isEqualTo(1L);
            assertThat(failure(() -> count(first))).isEqualTo(ErrorKind.FAILED_PRECONDITION);
            // Both connections are free, and in no transaction.
            DATABASE.execute("INSERT INTO followed VALUES (2)");
            for (int read = 0; read < 2; read++) {
                assertThat(reading.value("int64", "(SELECT count(*) FROM followed)"))
                        .isEqualTo(2L);
            }
            assertThat(reading.value("int64", OPEN)).isEqualTo(0L);
        }
    }

    @Test
    void transactionThatWasNotReadToItsEndLeavesNoneOpen() {
        try (SourceSnapshot transaction = reading.source().openTransaction()) {
            count(transaction);
        }
        assertThat(reading.value("int64", OPEN)).isEqualTo(0L);
    }

    @Test
    void readThatIsTheLastAndFailsGivesItsConnectionBack() {
        for (int i = 0; i < 3; i++) {
            try (SourceSnapshot transaction = reading.source().openTransaction()) {
                count(transaction);
                assertThat(failure(() -> last("SELECT 1 / 0", transaction))).isEqualTo(ErrorKind.INVALID_ARGUMENT);
            }
        }
        assertThat(reading.value("int64", OPEN)).isEqualTo(0L);
    }

    private Object last(String sql, SourceSnapshot snapshot) {
        return one(sql, OPTIONS.inside(snapshot).asLast(true));
    }

    @Test
    void readThatFailedEndsTheTransactionAndGivesItsConnectionBack() {
        for (int i = 0; i < 3; i++) {
            try (SourceSnapshot transaction = reading.source().openTransaction()) {
                assertThat(failure(() -> one("SELECT 1 / 0", transaction))).isEqualTo(ErrorKind.INVALID_ARGUMENT);
                assertThat(failure(() -> count(transaction))).isEqualTo(ErrorKind.FAILED_PRECONDITION);
            }
        }
    }

    @Test
    void transactionThatWasClosedHasEnded() {
        SourceSnapshot transaction = reading.source().openTransaction();
        count(transaction);
        transaction.close();
        assertThat(failure(() -> count(transaction))).isEqualTo(ErrorKind.FAILED_PRECONDITION);
    }

    private static ErrorKind failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        return catchThrowableOfType(ColonnadeException.class, read).kind();
    }
}
