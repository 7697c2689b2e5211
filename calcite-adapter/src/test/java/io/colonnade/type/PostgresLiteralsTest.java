package io.colonnade.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PostgresFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals read back by the parsers that they are written for. */
final class PostgresLiteralsTest {
    private static final int BATCHES = 40;
    private static final int BATCH = 100;

    private final HostileValues values = new HostileValues();
    private Connection postgres;
    private Connection duck;

    @BeforeEach
    void connect() throws SQLException {
        postgres = PostgresFixture.shared().connect();
        try (Statement statement = postgres.createStatement()) {
            statement.execute("SET standard_conforming_strings = on");
        }
        duck = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        postgres.close();
        duck.close();
    }

    @Test
    void textsReadBackAsTheBoundValue() throws SQLException {
        for (List<String> batch : batches(values::text)) {
            readBackAsBound(postgres, batch);
            readBackAsBound(duck, batch);
        }
    }

    @Test
    void everyConcatenationOfNastyPiecesReadsBack() throws SQLException {
        List<String> all = HostileValues.concatenations(3);
        assertThat(all).hasSizeGreaterThan(10_000);
        for (int i = 0; i < all.size(); i += 1_000) {
            List<String> some = all.subList(i, Math.min(all.size(), i + 1_000));
            assertThat(texts(postgres, rows(some, PostgresLiterals::text))).isEqualTo(some);
            assertThat(texts(duck, rows(some, PostgresLiterals::text))).isEqualTo(some);
        }
    }

    /** Each row: the literal, the bound value, and whether the database holds them for equal. */
    private void readBackAsBound(Connection connection, List<String> batch) throws SQLException {
        String sql = "SELECT l, p, l = p FROM ("
                + rows(batch, value -> PostgresLiterals.text(value) + ", CAST(? AS text)") + ") AS v(l, p)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < batch.size(); i++) {
                statement.setString(i + 1, batch.get(i));
            }
            try (ResultSet read = statement.executeQuery()) {
                for (String value : batch) {
                    read.next();
                    assertThat(read.getString(1)).as(values.seed()).isEqualTo(value);
                    assertThat(read.getString(2)).as(values.seed()).isEqualTo(value);
                    assertThat(read.getBoolean(3)).as(values.seed()).isTrue();
                }
            }
        }
    }

    @Test
    void textsStandAnywhere() throws SQLException {
        for (List<String> batch : batches(values::text)) {
            String all = batch.stream()
                    .map(PostgresLiterals::text)
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            String conditions = rows(batch, value -> {
                String text = PostgresLiterals.text(value);
                String pattern = PostgresLiterals.text("%" + value.replaceAll("([!%_])", "!$1") + "%");
                return text + " IN (" + all + ") AND ('<'||" + text + "||'>') LIKE" + pattern + "ESCAPE'!' AND /* a"
                        + " */" + text + "/* b */=" + text + "-- c'\n";
            });
            assertThat(texts(postgres, "SELECT bool_and(c) FROM (" + conditions + ") AS v(c)"))
                    .as(values.seed())
                    .containsExactly("t");
            assertThat(texts(duck, "SELECT bool_and(c) FROM (" + conditions + ") AS v(c)"))
                    .as(values.seed())
                    .containsExactly("true");
        }
    }

    @Test
    void namesReadBack() throws SQLException {
        List<String> names = new ArrayList<>(HostileValues.concatenations(2));
        batches(values::text).forEach(names::addAll);
        names.removeIf(name -> name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 63);
        for (int i = 0; i < names.size(); i += BATCH) {
            List<String> some = names.subList(i, Math.min(names.size(), i + BATCH));
            StringJoiner columns = new StringJoiner(",", "SELECT ", "");
            some.forEach(name -> columns.add("(SELECT x." + PostgresLiterals.identifier(name) + " FROM (SELECT 1 AS"
                    + PostgresLiterals.identifier(name) + ") AS x) AS" + PostgresLiterals.identifier(name)));
            assertThat(labels(postgres, columns.toString())).as(values.seed()).isEqualTo(some);
            assertThat(labels(duck, columns.toString())).as(values.seed()).isEqualTo(some);
        }
    }

    @Test
    void exactNumbersReadBackAndStandBehindAMinus() throws SQLException {
        for (List<BigDecimal> batch : batches(values::exact)) {
            List<BigDecimal> read = numbers("SELECT n FROM ("
                    + rows(batch, number -> "CAST(" + PostgresLiterals.exact(number) + " AS numeric)") + ") AS v(n)");
            List<BigDecimal> subtracted = numbers(
                    rows(batch, number -> "CAST(1.0-" + PostgresLiterals.exactOperand(number) + " AS numeric)"));
            List<BigDecimal> negated = numbers(
                    rows(batch, number -> "CAST(0.0 -" + PostgresLiterals.exactOperand(number) + " AS numeric)"));
            for (int i = 0; i < batch.size(); i++) {
                BigDecimal number = batch.get(i);
                assertThat(read.get(i)).as(values.seed()).isEqualByComparingTo(number);
                assertThat(subtracted.get(i)).as(values.seed()).isEqualByComparingTo(BigDecimal.ONE.subtract(number));
                assertThat(negated.get(i)).as(values.seed()).isEqualByComparingTo(number.negate());
            }
        }
    }

    @Test
    void aLiteralHasTheTypeOfItsSize() throws SQLException {
        List<BigDecimal> limits = Stream.of("-2147483648", "2147483647", "2147483648", "-9223372036854775808")
                .map(BigDecimal::new)
                .toList();
        assertThat(texts(postgres, rows(limits, number -> "pg_typeof(" + PostgresLiterals.exact(number) + ")")))
                .containsExactly("integer", "integer", "bigint", "bigint");
        assertThat(texts(postgres, "SELECT pg_typeof(" + PostgresLiterals.approximate(1e300) + ")"))
                .containsExactly("double precision");
    }

    @Test
    void doublesReadBackBitForBit() throws SQLException {
        for (List<Double> batch : batches(values::approximate)) {
            for (Connection connection : List.of(postgres, duck)) {
                List<String> plain = texts(connection, rows(batch, PostgresLiterals::approximate));
                List<String> negated =
                        texts(connection, rows(batch, value -> "-1.0 *" + PostgresLiterals.approximate(value)));
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(number(plain.get(i))).as(values.seed()).isEqualTo(batch.get(i));
                    assertThat(number(negated.get(i))).as(values.seed()).isEqualTo(Double.valueOf(-batch.get(i)));
                }
            }
        }
    }

    /** The two databases spell what is no finite number in ways of their own. */
    private static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    @Test
    void truthReadsBack() throws SQLException {
        for (Connection connection : List.of(postgres, duck)) {
            assertThat(texts(
                            connection,
                            "SELECT CASE WHEN NOT " + PostgresLiterals.truth(false) + " AND "
                                    + PostgresLiterals.truth(true) + " AND " + PostgresLiterals.truth(null)
                                    + " IS NULL THEN 1 END"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATE|0044-03-15 BC",
                "DATE|5874897-12-31",
                "DATE|infinity",
                "TIME|24:00:00",
                "TIMESTAMP|294276-12-31 23:59:59.999999",
                "TIMESTAMP|4713-01-01 00:00:00 BC",
                "TIMESTAMP WITH TIME ZONE|1969-12-31 23:59:59.999999+00",
                "INTERVAL|-1 day -12 hour -0.5 second",
                "UUID|00000000-0000-0000-0000-000000000001",
                "JSONB|{\"a\": \"b'c\"}",
                "BYTEA|\\x00ff27"
            })
    void typedTextsReadAsTheBoundText(String typed) throws SQLException {
        String type = typed.substring(0, typed.indexOf('|'));
        String value = typed.substring(typed.indexOf('|') + 1);
        try (PreparedStatement bound = postgres.prepareStatement("SELECT CAST(CAST(? AS " + type + ") AS text), CAST("
                + PostgresLiterals.typed(type, value) + " AS text)")) {
            bound.setString(1, value);
            try (ResultSet read = bound.executeQuery()) {
                read.next();
                assertThat(read.getString(2)).isEqualTo(read.getString(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\uD83D", "\uDE00", "a\uDE00\uD83D", "\uD83Dx", "\uD83D\uD83D\uDE00"})
    void whatNoDatabaseHoldsIsRefused(String text) {
        for (Function<String, String> renderer :
                List.<Function<String, String>>of(PostgresLiterals::text, PostgresLiterals::identifier)) {
            assertThatThrownBy(() -> renderer.apply(text))
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            refused -> assertThat(refused.sqlState()).isEqualTo("22021"));
        }
    }

    private static <T> List<List<T>> batches(Supplier<T> generator) {
        return Stream.generate(() -> Stream.generate(generator).limit(BATCH).toList())
                .limit(BATCHES)
                .toList();
    }

    private static <T> String rows(List<T> values, Function<T, String> row) {
        StringJoiner rows = new StringJoiner(",", "VALUES ", "");
        values.forEach(value -> rows.add("(" + row.apply(value) + ")"));
        return rows.toString();
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery(sql)) {
            while (read.next()) {
                texts.add(read.getString(1));
            }
        }
        return texts;
    }

    private List<BigDecimal> numbers(String sql) throws SQLException {
        return texts(postgres, sql).stream().map(BigDecimal::new).toList();
    }

    private static List<String> labels(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery(sql)) {
            List<String> labels = new ArrayList<>();
            for (int i = 1; i <= read.getMetaData().getColumnCount(); i++) {
                labels.add(read.getMetaData().getColumnLabel(i));
            }
            return labels;
        }
    }
}
