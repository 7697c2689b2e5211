package io.colonnade.source.postgres.wire;

import static io.colonnade.source.SourceReading.computed;
import static io.colonnade.source.SourceReading.promised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colonnade.batch.VectorValues;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Numerics in decimal, integer and floating-point columns, against what BigDecimal makes of the same number. */
class NumericDecoderTest {
    private static final int RANDOM_VALUES = 500;

    private interface Conversion {
        @Nullable
        Object of(BigDecimal number);
    }

    /** Numbers around every border of groups, words and precisions, and random ones of every length. */
    private static List<BigDecimal> numbers() {
        List<BigDecimal> numbers = new ArrayList<>();
        for (int digits = 0; digits <= 80; digits++) {
            BigInteger power = BigInteger.TEN.pow(digits);
            for (int scale : new int[] {0, 2, 5, 16, 38, 77}) {
                numbers.add(new BigDecimal(power, scale));
                numbers.add(new BigDecimal(power.subtract(BigInteger.ONE), scale));
                numbers.add(new BigDecimal(power.multiply(BigInteger.valueOf(5)), scale));
                numbers.add(new BigDecimal(power.add(BigInteger.ONE).negate(), scale));
            }
        }
        for (int bits : new int[] {31, 32, 53, 63, 64, 127, 128, 191, 192, 255}) {
            BigInteger power = BigInteger.TWO.pow(bits);
            numbers.add(new BigDecimal(power));
            numbers.add(new BigDecimal(power.negate()));
            numbers.add(new BigDecimal(power.subtract(BigInteger.ONE)));
            numbers.add(new BigDecimal(power.add(BigInteger.ONE).negate(), 9));
        }
        addRandom(numbers);
        return numbers;
    }

    private static void addRandom(List<BigDecimal> numbers) {
        long seed = System.nanoTime();
        System.out.println("NumericDecoderTest seed " + seed);
        Random random = new Random(seed);
        for (int index = 0; index < RANDOM_VALUES; index++) {
            StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
            int length = 1 + random.nextInt(80);
            String alphabet = random.nextInt(3) == 0 ? "0009995" : "0123456789";
            for (int digit = 0; digit < length; digit++) {
                digits.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            numbers.add(new BigDecimal(new BigInteger(digits.toString()), random.nextInt(60)));
        }
    }

    private static void assertSame(ResultColumn column, Conversion expected) {
        try (DecodedColumn decoded = new DecodedColumn(column, Oid.NUMERIC)) {
            for (BigDecimal number : numbers()) {
                byte[] bytes = WireBytes.numeric(number);
                String found = outcome(() -> VectorValues.read(decoded.decode(bytes), 0));
                assertThat(found).as("%s of %s", column, number).isEqualTo(outcome(() -> expected.of(number)));
            }
        }
    }

    private interface Attempt {
        @Nullable
        Object run();
    }

    private static String outcome(Attempt attempt) {
        try {
            return String.valueOf(attempt.run());
        } catch (ColonnadeException misfit) {
            return misfit.kind() + " " + misfit.sqlState() + " " + misfit.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal(1,0)", "decimal(1,1)", "decimal(5,2)", "decimal(15,2)", "decimal(18,0)", "decimal(18,18)",
                "decimal(19,0)", "decimal(19,19)", "decimal(38,0)", "decimal(38,16)", "decimal(38,37)",
                        "decimal(38,38)",
                "decimal(39,0)", "decimal(39,2)", "decimal(76,0)", "decimal(76,38)", "decimal(76,75)", "decimal(76,76)"
            })
    void decimalIsTheSameNumberOrTheSameRefusal(String type) {
        for (ResultColumn column : List.of(promised("c", type), computed("c", type))) {
            assertSame(column, number -> ExactNumbers.scaled(number, column));
        }
    }

    @Test
    void integerIsTheSameNumberOrTheSameRefusal() {
        for (ResultColumn column : List.of(promised("c", "int64"), computed("c", "int64"))) {
            assertSame(column, number -> ExactNumbers.integer(number, Long.MIN_VALUE, Long.MAX_VALUE, column));
        }
        for (ResultColumn column : List.of(promised("c", "int32"), computed("c", "int32"))) {
            assertSame(column, number -> ExactNumbers.integer(number, Integer.MIN_VALUE, Integer.MAX_VALUE, column));
        }
    }

    @Test
    void doubleIsTheNearest() {
        assertSame(
                promised("c", "float64"),
                // Zero has a sign in BigDecimal's text only where a digit follows.
                number -> number.signum() == 0 ? 0.0 : number.doubleValue());
    }

    @Test
    void doubleBeyondTheLargestPowersIsTheNearest() {
        ResultColumn column = promised("c", "float64");
        for (String text : List.of("1e300", "-1e-300", "4.9e-324", "1e308", "1e-400", "1e400", "123456789e-320")) {
            BigDecimal number = new BigDecimal(text);
            assertThat(DecodedColumn.value(column, Oid.NUMERIC, WireBytes.numeric(number)))
                    .isEqualTo(Double.parseDouble(text));
        }
    }

    @Test
    void notANumberAndInfinityFitFloatingPointOnly() {
        int[] signs = {0xC000, 0xD000, 0xF000};
        List<Object> doubles = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        List<Object> floats = List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        for (int index = 0; index < signs.length; index++) {
            byte[] special = WireBytes.numeric(0, signs[index], 0);
            assertThat(DecodedColumn.value(promised("c", "float64"), Oid.NUMERIC, special))
                    .isEqualTo(doubles.get(index));
            assertThat(DecodedColumn.value(promised("c", "float32"), Oid.NUMERIC, special))
                    .isEqualTo(floats.get(index));
            for (String type : List.of("decimal(5,2)", "decimal(50,2)", "int32", "int64")) {
                assertThat(catchThrowableOfType(
                                ColonnadeException.class,
                                () -> DecodedColumn.value(promised("c", type), Oid.NUMERIC, special)))
                        .hasMessageContaining("NaN or infinity");
            }
        }
    }

    @Test
    void groupsOfZerosAtTheFrontChangeNothing() {
        byte[] padded = WireBytes.numeric(12, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3400);
        assertThat(DecodedColumn.value(promised("c", "decimal(15,2)"), Oid.NUMERIC, padded))
                .isEqualTo(new BigDecimal("10002.34"));
        byte[] nothing = WireBytes.numeric(32_767, 0, 0, 0, 0, 0);
        assertThat(DecodedColumn.value(promised("c", "decimal(38,16)"), Oid.NUMERIC, nothing))
                .isEqualTo(new BigDecimal("0E-16"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0001 0000 0000",
                "0001 0000 0000 0000",
                "0001 0000 0000 0000 0001 0001",
                "FFFF 0000 0000 0000",
                "0001 0000 0000 0000 2710",
                "0001 0000 0000 0000 FFFF",
                "0000 0000 1000 0000",
                "0001 0000 8000 0000 0001",
            })
    void whatIsNoNumericIsRefused(String hex) {
        for (String type : List.of("decimal(15,2)", "decimal(76,30)", "int32", "float64")) {
            assertThatThrownBy(() -> DecodedColumn.value(promised("c", type), Oid.NUMERIC, WireBytes.hex(hex)))
                    .isInstanceOf(WireFormatException.class);
        }
    }
}
