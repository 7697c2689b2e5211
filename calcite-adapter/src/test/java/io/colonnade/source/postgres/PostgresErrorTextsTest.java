package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.OPTIONS;
import static io.colonnade.source.SourceReading.computed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error that the database raises over a value shows nothing of the value, though the database's own text may. */
final class PostgresErrorTextsTest {
    private static final PostgresFixture DATABASE = PostgresFixture.shared();
    private static final SourceReading READING = new SourceReading(DATABASE);

    @BeforeAll
    static void create() {
        DATABASE.execute("DROP SCHEMA IF EXISTS failing CASCADE; CREATE SCHEMA failing;"
                + " CREATE TYPE failing.mood AS ENUM ('fine');"
                + " CREATE DOMAIN failing.small AS integer CHECK (VALUE < 10);"
                + " CREATE TABLE failing.t (secret text, n integer, d numeric, day date, f float8);"
                + " INSERT INTO failing.t VALUES ('tops3cret', 424242, 424242.4242, '4242-04-24', 4.2424242e300)");
    }

    @AfterAll
    static void close() {
        READING.close();
        DATABASE.execute("DROP SCHEMA failing CASCADE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            secret::integer | 22P02
            secret::bigint | 22P02
            secret::numeric | 22P02
            secret::float8 | 22P02
            secret::boolean | 22P02
            secret::date | 22007
            secret::timestamp | 22007
            secret::time | 22007
            secret::interval | 22007
            secret::uuid | 22P02
            secret::json | 22P02
            secret::jsonb | 22P02
            secret::inet | 22P02
            secret::bytea::text::integer | 22P02
            secret::failing.mood | 22P02
            n::failing.small | 23514
            (n * 1000000)::integer | 22003
            n::smallint | 22003
            (d * 10 ^ 20)::bigint | 22003
            d::numeric(5,2) | 22003
            f * f | 22003
            f::integer | 22003
            f::real | 22003
            1 / (n - 424242) | 22012
            day + 2147483647 - n | 22008
            make_date(n, 13, 1) | 22008
            secret ~ concat('(', secret) | 2201B
            secret SIMILAR TO concat('(', secret) | 2201B
            secret LIKE 'tops3cr_\\' | 22025
            to_date(secret, 'YYYY-MM-DD') | 22007
            to_timestamp(secret, 'YYYY') | 22007
            chr(n - 424242) | 54000
            chr(n + 2000000000) | 54000
            sqrt(-d) | 2201F
            ln(-d) | 2201E
            decode(secret, 'hex') | 22023
            concat('[', secret)::int4range | 22P02
            concat('{', secret)::text[] | 22P02
            """)
    void showsTheStateOfTheErrorAndNoneOfTheValue(String expression, String state) {
        String sql = "SELECT (" + expression + ")::text FROM failing.t";
        ColonnadeException error = catchThrowableOfType(
                ColonnadeException.class, () -> READING.rows(sql, List.of(), OPTIONS, computed("c", "string")));

        assertThat(error).isNotNull();
        assertThat(error.sqlState()).isEqualTo(state).isEqualTo(stateByDriver(sql));
        assertThat(error.clientMessage() + error.getMessage() + error)
                .doesNotContain("tops3cret", "s3cre", "424242", "4242", "746f7073");
    }

    private static String stateByDriver(String sql) {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
            return "none";
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }
}
