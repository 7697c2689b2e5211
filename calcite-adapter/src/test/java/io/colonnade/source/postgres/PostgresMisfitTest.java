package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.computed;
import static io.colonnade.source.SourceReading.promised;
import static io.colonnade.source.SourceReading.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that a column cannot carry: the stream ends, the message names the column and never the value. */
class PostgresMisfitTest {
    private final SourceReading reading = new SourceReading(PostgresFixture.shared());

    @AfterEach
    void close() {
        reading.close();
    }

    private ColonnadeException failure(String sql, ResultColumn column) {
        return catchThrowableOfType(ColonnadeException.class, () -> reading.rows(sql, column));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "decimal(5,2) | 1234.5::numeric | 22003",
                "decimal(5,2) | 7.125::numeric | 22000",
                "decimal(5,2) | 'NaN'::numeric | 22000",
                "decimal(5,2) | '-Infinity'::numeric | 22000",
                "int32 | 2147483648::int8 | 22003",
                "int32 | 1e40::numeric | 22003",
                "int64 | 9223372036854775808::numeric | 22003",
                "int64 | 7777.5::numeric | 22000",
                "int64 | 'Infinity'::numeric | 22000",
                "float32 | '1e300'::float8 | 22003",
                "float32 | '0.1234567891'::float8 | 22000",
                "date | 'infinity'::date | 22000",
                "date | '-infinity'::date | 22000",
                "time(us) | '24:00'::time | 22003",
                "timestamp(us) | 'infinity'::timestamp | 22000",
                "timestamp(us) | '294276-12-31'::timestamp | 22003",
                "timestamp(us, UTC) | '-infinity'::timestamptz | 22000",
            })
    void valueThatDoesNotFitIsRefused(String type, String expression, String state) {
        ColonnadeException error = failure("SELECT " + expression, promised("c", type));
        assertThat(error.kind()).isEqualTo(ErrorKind.CONTRACT_VIOLATION);
        assertThat(error.sqlState()).isEqualTo(state);
        assertThat(error.getMessage()).contains("p.b.c").doesNotContain("7777", "1234", "7.125", "2147483648");
    }

    @Test
    void nullInARequiredColumnIsRefused() {
        ColonnadeException error = failure("SELECT NULL::int", required("c", "int32"));
        assertThat(error.kind()).isEqualTo(ErrorKind.CONTRACT_VIOLATION);
        assertThat(error.getMessage()).contains("p.b.c", "NULL");
    }

    @Test
    void noBatchHoldsAWrongValue() throws IOException {
        String sql = "SELECT CASE WHEN i = 10000 THEN NULL ELSE i END FROM generate_series(1, 20000) i";
        long rows = 0;
        try (BatchReader reader = reading.read(sql, SourceReading.OPTIONS, required("c", "int32"))) {
            while (true) {
                reader.loadNextBatch();
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        } catch (ColonnadeException error) {
            assertThat(error.kind()).isEqualTo(ErrorKind.CONTRACT_VIOLATION);
        }
        assertThat(rows).isPositive().isLessThan(10_000);
    }

    @Test
    void computedDecimalIsRoundedHalfUp() {
        assertThat(reading.rows(
                        "SELECT x FROM (VALUES (0.005), (-0.005), (1.0049)) t(x)", computed("c", "decimal(5,2)")))
                .extracting(row -> row.get(0))
                .containsExactly(new BigDecimal("0.01"), new BigDecimal("-0.01"), new BigDecimal("1.00"));
    }

    @Test
    void computedDecimalThatRoundsOverItsPrecisionIsRefused() {
        ColonnadeException error = failure("SELECT 999.995", computed("c", "decimal(5,2)"));
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        assertThat(error.sqlState()).isEqualTo("22003");
    }

    @Test
    void databaseErrorNeverQuotesData() {
        ColonnadeException error =
                failure("SELECT x::int FROM (VALUES ('secret-' || random()::text)) t(x)", computed("c", "int32"));
        assertThat(error.sqlState()).isEqualTo("22P02");
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
        assertThat(error.clientMessage()).doesNotContain("secret").contains("shop");
    }

    @Test
    void failedReaderStaysFailed() throws IOException {
        try (BatchReader reader = reading.read("SELECT NULL::int", SourceReading.OPTIONS, required("c", "int32"))) {
            assertThat(catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch))
                    .isNotNull();
            assertThat(catchThrowableOfType(ColonnadeException.class, reader::loadNextBatch))
                    .isNotNull();
        }
    }
}
