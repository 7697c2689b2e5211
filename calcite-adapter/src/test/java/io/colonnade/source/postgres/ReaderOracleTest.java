package io.colonnade.source.postgres;

import static io.colonnade.source.SourceReading.computed;
import static io.colonnade.source.SourceReading.promised;
import static io.colonnade.source.SourceReading.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.source.PostgresFixture;
import io.colonnade.source.SourceReading;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The binary reader against the one through pgjdbc: every type with every column that takes it, at its edges and at random,
 * with every pattern of NULL and across the borders of batches.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReaderOracleTest {
    private static final int RANDOM_VALUES = 2_000;
    private static final int RANDOM_SINGLES = 3;
    private static final List<String> NULL_PATTERNS =
            List.of("false", "true", "i % 2 = 0", "i % 2 = 1", "hashint4(i) % 3 = 0", "i % 64 < 63");

    private final Map<String, Boolean> known = new HashMap<>();
    private final ReaderComparison readers = new ReaderComparison();

    @BeforeAll
    void createTypes() {
        PostgresFixture.shared().execute("""
                DROP TYPE IF EXISTS oracle_mood CASCADE; DROP DOMAIN IF EXISTS oracle_word CASCADE;
                CREATE TYPE oracle_mood AS ENUM ('sad', 'glücklich', ''); CREATE DOMAIN oracle_word AS text""");
    }

    @AfterAll
    void close() {
        readers.close();
    }

    static List<OracleValues> types() {
        return OracleValues.all();
    }

    private static String literal(String text, String type) {
        return "'" + text.replace("'", "''") + "'::" + type;
    }

    /** Both readers ask a refused statement's connection for nothing more, so that each refusal costs a new one. */
    private boolean fits(String literal, ResultColumn column) {
        return known.computeIfAbsent(literal + column, key -> readers.assertSame("SELECT " + literal, column));
    }

    @ParameterizedTest
    @MethodSource("types")
    void edgeValuesAreTheSameOrRefusedAlike(OracleValues values) {
        for (String column : values.columns()) {
            for (String edge : values.edges()) {
                fits(literal(edge, values.type()), promised("c", column));
                fits(literal(edge, values.type()), computed("c", column));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPatternOfNullIsTheSame(OracleValues values) {
        for (String name : values.columns()) {
            ResultColumn column = computed("c", name);
            String value = fittingInTurn(values, column);
            for (String pattern : NULL_PATTERNS) {
                String sql =
                        "SELECT CASE WHEN NOT (" + pattern + ") THEN " + value + " END FROM generate_series(0, 300) i";
                assertThat(readers.assertSame(sql, column)).isTrue();
            }
        }
        String late = "SELECT CASE WHEN i < 300 THEN " + literal(values.edges().get(0), values.type())
                + " END FROM generate_series(0, 300) i";
        assertThat(readers.assertSame(late, required("c", values.columns().get(0))))
                .isFalse();
    }

    /** Returns an expression over i with the edge values that fit the column. */
    private String fittingInTurn(OracleValues values, ResultColumn column) {
        List<String> fitting = values.edges().stream()
                .map(edge -> literal(edge, values.type()))
                .filter(literal -> fits(literal, column))
                .toList();
        return "(ARRAY[" + String.join(", ", fitting) + "])[1 + i % " + fitting.size() + "]";
    }

    @ParameterizedTest
    @MethodSource("types")
    void randomValuesAreTheSame(OracleValues values) {
        long seed = System.nanoTime();
        System.out.println("ReaderOracleTest " + values.type() + " seed " + seed);
        Random random = new Random(seed);
        Supplier<String> literals = () -> literal(values.random().apply(random), values.type());
        String rows = Stream.generate(literals).limit(RANDOM_VALUES).collect(Collectors.joining("), ("));
        ResultColumn natural = computed("c", values.columns().get(0));
        assertThat(readers.assertSame("VALUES (" + rows + ")", natural)).isTrue();
        for (String column : values.columns()) {
            for (int single = 0; single < RANDOM_SINGLES; single++) {
                String sql = "SELECT " + literals.get();
                readers.assertSame(sql, promised("c", column));
                readers.assertSame(sql, computed("c", column));
            }
        }
    }

    /** pgjdbc reads the year from its number within the era, by which the years before Christ have their leap days elsewhere. */
    @Test
    void leapDayBeforeChristIsADay() {
        try (SourceReading wire = new SourceReading(PostgresFixture.shared())) {
            assertThat(wire.value("date", "'0005-02-29 BC'::date")).isEqualTo(LocalDate.of(-4, 2, 29));
            assertThat(wire.value("timestamp(us, UTC)", "'0001-02-29 12:00 BC'::timestamptz"))
                    .isEqualTo(Instant.parse("0000-02-29T12:00:00Z"));
        }
    }

    @Test
    void everyTypeAtOnceAcrossBatches() {
        List<OracleValues> types = OracleValues.all();
        List<ResultColumn> columns = types.stream()
                .map(values -> promised(values.type(), values.columns().get(0)))
                .toList();
        String expressions = IntStream.range(0, types.size())
                .mapToObj(index -> "CASE WHEN hashint4(i + " + index + ") % 5 > 0 THEN "
                        + fittingInTurn(types.get(index), columns.get(index)) + " END")
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + expressions + " FROM generate_series(1, 20000) i";
        assertThat(readers.assertSame(sql, columns.toArray(ResultColumn[]::new)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_047, 2_048, 2_049, 18_431, 18_432, 18_433, 60_000})
    void rowsAroundTheBordersOfBatchesAreTheSame(int rows) {
        String sql = "SELECT i, i::text, NULLIF(i % 7, 0)::numeric FROM generate_series(1, " + rows + ") i";
        assertThat(readers.assertSame(
                        sql, promised("i", "int32"), promised("t", "string"), promised("n", "decimal(9,2)")))
                .isTrue();
    }

    @Test
    void batchesThatTheirBytesEndAreTheSame() {
        String sql = "SELECT i, repeat('ab' || i, (i * 7919) % 900), convert_to(repeat('é', i % 50), 'UTF8')"
                + " FROM generate_series(1, 30000) i";
        assertThat(readers.assertSame(
                        sql, promised("i", "int64"), promised("t", "large_string"), promised("u", "binary")))
                .isTrue();
    }

    @Test
    void textsOfMegabytesAreTheSame() {
        String sql = "SELECT i, CASE WHEN i % 3 = 0 THEN repeat('😀é', 1000000) WHEN i % 3 = 1 THEN 'short' END,"
                + " CASE i WHEN 7 THEN repeat('x', 20000000) ELSE '' END FROM generate_series(1, 20) i";
        assertThat(readers.assertSame(
                        sql, promised("i", "int32"), promised("t", "string"), promised("u", "large_string")))
                .isTrue();
    }

    @Test
    void refusalInALaterBatchIsTheSame() {
        String numbers = "SELECT CASE WHEN i = 30000 THEN %s ELSE i END FROM generate_series(1, 40000) i";
        assertThat(readers.outcome(numbers.formatted("NULL"), required("c", "int32")))
                .contains("22004");
        assertThat(readers.outcome(numbers.formatted("1e10::numeric"), promised("c", "int32")))
                .contains("22003");
        assertThat(readers.outcome(numbers.formatted("1 / (i - 30000)"), promised("c", "int32")))
                .contains("22012");
    }
}
