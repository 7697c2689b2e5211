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
import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Small statements that run again and again on one connection. */
class PostgresKeptStatementsTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final ReadOptions FEW = OPTIONS.first(100);
    private static final int OFTEN = 10;

    /** The pool hands a thread the connection that it had before. */
    private final SourceReading reading = new SourceReading(DATABASE.settings().withMaximumPoolSize(2));

    @BeforeEach
    void create() {
        DATABASE.execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT i, 'text ' || i AS t FROM"
                + " generate_series(1, 100) i");
    }

    @AfterEach
    void close() {
        reading.close();
    }

    private @Nullable Object text(long key, ReadOptions options) {
        return reading.rows(
                        "SELECT t FROM kept WHERE i = ?",
                        List.of(new Parameter(ColumnType.of(TypeName.INT64), key)),
                        options,
                        computed("t", "string"))
                .get(0)
                .get(0);
    }

    private @Nullable Object sum(ReadOptions options) {
        return reading.rows("SELECT sum(i) AS s FROM kept", List.of(), options, computed("s", "int64"))
                .get(0)
                .get(0);
    }

    /** Asked in a way that is not kept itself. */
    private @Nullable Object kept() {
        return reading.value("int64", "(SELECT count(*) FROM pg_prepared_statements)");
    }

    @Test
    void statementIsKeptFromItsThirdRunOnAndAnswersForItsValues() {
        for (long key = 1; key <= OFTEN; key++) {
            assertThat(text(key, FEW)).isEqualTo("text " + key);
            assertThat(kept()).as("after %d runs", key).isEqualTo(key < 3 ? 0L : 1L);
        }
    }

    @Test
    void statementOfManyRowsIsNot() {
        for (long key = 1; key <= OFTEN; key++) {
            text(key, OPTIONS);
        }
        assertThat(kept()).isEqualTo(0L);
    }

    @Test
    void onlySoManyAreKept() {
        for (int statement = 0; statement < 150; statement++) {
            for (int run = 0; run < 4; run++) {
                reading.rows("SELECT " + statement + "::bigint AS n", List.of(), FEW, computed("n", "int64"));
            }
        }
        assertThat((Long) kept()).isBetween(90L, 101L);
    }

    @Test
    void tableThatChangesIsReadAsItIsThen() {
        for (int run = 0; run < OFTEN; run++) {
            assertThat(sum(FEW)).isEqualTo(5_050L);
        }
        DATABASE.execute("ALTER TABLE kept ALTER i TYPE bigint");
        for (int run = 0; run < OFTEN; run++) {
            assertThat(sum(FEW)).isEqualTo(5_050L);
        }
    }

    @Test
    void statementThatTheDatabaseHasForgottenRunsAllTheSame() {
        DATABASE.execute("CREATE OR REPLACE FUNCTION forget_all() RETURNS bigint LANGUAGE plpgsql AS"
                + " 'BEGIN DEALLOCATE ALL; RETURN 1; END'");
        for (int run = 0; run < OFTEN; run++) {
            sum(FEW);
        }
        assertThat(kept()).isEqualTo(1L);
        assertThat(reading.value("int64", "forget_all()")).isEqualTo(1L);
        for (int run = 0; run < OFTEN; run++) {
            assertThat(sum(FEW)).isEqualTo(5_050L);
        }
        assertThat(kept()).as("something pools the database's connections").isEqualTo(0L);
    }

    @Test
    void transactionThatMeetsAChangedTableMayBeRunAgain() {
        for (int run = 0; run < OFTEN; run++) {
            assertThat(sumBehind("SELECT 1")).isEqualTo(5_050L);
        }
        DATABASE.execute("ALTER TABLE kept ALTER i TYPE bigint");
        // What was read before the change can be read no more.
        ColonnadeException failure = catchThrowableOfType(ColonnadeException.class, () -> sumBehind("SELECT 2"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(sumBehind("SELECT 3")).isEqualTo(5_050L);
    }

    @Test
    void transactionThatBeginsWithAChangedTableReadsItAsItIsThen() {
        for (int run = 0; run < OFTEN; run++) {
            assertThat(sumInTransaction()).isEqualTo(5_050L);
        }
        DATABASE.execute("ALTER TABLE kept ALTER i TYPE bigint");
        assertThat(sumInTransaction()).isEqualTo(5_050L);
    }

    private @Nullable Object sumBehind(String first) {
        try (SourceSnapshot transaction = reading.source().openTransaction()) {
            reading.rows(first + "::bigint AS n", List.of(), FEW.inside(transaction), computed("n", "int64"));
            return sum(FEW.inside(transaction));
        }
    }

    private @Nullable Object sumInTransaction() {
        try (SourceSnapshot transaction = reading.source().openTransaction()) {
            return sum(FEW.inside(transaction));
        }
    }

    @Test
    void statementThatFailsIsKeptNoWorse() {
        for (int run = 0; run < OFTEN; run++) {
            ColonnadeException failure = catchThrowableOfType(
                    ColonnadeException.class,
                    () -> reading.rows(
                            "SELECT 1 / (i - 1) AS n FROM kept ORDER BY i", List.of(), FEW, computed("n", "int64")));
            assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        }
        assertThat(sum(FEW)).isEqualTo(5_050L);
    }
}
