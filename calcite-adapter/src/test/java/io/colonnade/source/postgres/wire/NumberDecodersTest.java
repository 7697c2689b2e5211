package io.colonnade.source.postgres.wire;

import static io.colonnade.source.SourceReading.computed;
import static io.colonnade.source.SourceReading.promised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.core.Oid;

/** Integers, floating-point numbers and truth values in the columns that take them. */
class NumberDecodersTest {
    private static @Nullable Object value(String type, int oid, byte[] bytes) {
        return DecodedColumn.value(promised("c", type), oid, bytes);
    }

    private static String refusal(ResultColumn column, int oid, byte[] bytes) {
        try {
            return "no refusal of " + DecodedColumn.value(column, oid, bytes);
        } catch (ColonnadeException misfit) {
            return misfit.sqlState();
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "127", "-32768", "32767"})
    void smallIntegersFitEveryNumber(int value) {
        assertThat(value("int32", Oid.INT2, WireBytes.int2(value))).isEqualTo(value);
        assertThat(value("int64", Oid.INT2, WireBytes.int2(value))).isEqualTo((long) value);
        assertThat(value("float32", Oid.INT2, WireBytes.int2(value))).isEqualTo((float) value);
        assertThat(value("float64", Oid.INT2, WireBytes.int2(value))).isEqualTo((double) value);
        assertThat(value("decimal(9,2)", Oid.INT2, WireBytes.int2(value))).isEqualTo(decimal(value, 2));
        assertThat(value("decimal(76,70)", Oid.INT2, WireBytes.int2(value))).isEqualTo(decimal(value, 70));
    }

    private static BigDecimal decimal(long value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "2147483647", "-2147483648"})
    void integersFitWhatIsAsWide(int value) {
        assertThat(value("int32", Oid.INT4, WireBytes.int4(value))).isEqualTo(value);
        assertThat(value("int64", Oid.INT4, WireBytes.int4(value))).isEqualTo((long) value);
        assertThat(value("int32", Oid.INT8, WireBytes.int8(value))).isEqualTo(value);
        assertThat(value("float64", Oid.INT4, WireBytes.int4(value))).isEqualTo((double) value);
        assertThat(value("decimal(38,28)", Oid.INT4, WireBytes.int4(value))).isEqualTo(decimal(value, 28));
        assertThat(value("int64", Oid.OID, WireBytes.int4(value))).isEqualTo(Integer.toUnsignedLong(value));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993"})
    void longIntegersFitWhatIsAsWide(long value) {
        byte[] bytes = WireBytes.int8(value);
        assertThat(value("int64", Oid.INT8, bytes)).isEqualTo(value);
        assertThat(value("float64", Oid.INT8, bytes)).isEqualTo((double) value);
        assertThat(value("decimal(19,0)", Oid.INT8, bytes)).isEqualTo(decimal(value, 0));
        assertThat(value("decimal(38,19)", Oid.INT8, bytes)).isEqualTo(decimal(value, 19));
        assertThat(value("decimal(76,57)", Oid.INT8, bytes)).isEqualTo(decimal(value, 57));
    }

    @Test
    void integerThatDoesNotFitIsRefused() {
        assertThat(refusal(promised("c", "int32"), Oid.INT8, WireBytes.int8(2_147_483_648L)))
                .isEqualTo("22003");
        assertThat(refusal(promised("c", "int32"), Oid.OID, WireBytes.int4(-1))).isEqualTo("22003");
        assertThat(refusal(promised("c", "decimal(5,2)"), Oid.INT4, WireBytes.int4(1_000)))
                .isEqualTo("22003");
        assertThat(refusal(promised("c", "decimal(2,2)"), Oid.INT4, WireBytes.int4(-1)))
                .isEqualTo("22003");
        assertThat(refusal(promised("c", "decimal(18,0)"), Oid.INT8, WireBytes.int8(Long.MIN_VALUE)))
                .isEqualTo("22003");
        assertThat(refusal(promised("c", "float32"), Oid.INT4, WireBytes.int4(16_777_217)))
                .isEqualTo("22000");
        assertThat(DecodedColumn.value(computed("c", "float32"), Oid.INT4, WireBytes.int4(16_777_217)))
                .isEqualTo(16_777_216f);
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.0", "1.5", "0.1", "1e-45", "3.4028235e38", "Infinity", "-Infinity", "NaN"})
    void singlePrecisionKeepsItsNumber(float value) {
        byte[] bytes = WireBytes.float4(value);
        assertThat(value("float32", Oid.FLOAT4, bytes)).isEqualTo(value);
        assertThat(value("float64", Oid.FLOAT4, bytes)).isEqualTo((double) value);
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.0", "0.1", "4.9e-324", "2.2250738585072014e-308", "1.7976931348623157e308", "-Infinity", "NaN"
    })
    void doublePrecisionKeepsItsNumber(double value) {
        assertThat(value("float64", Oid.FLOAT8, WireBytes.float8(value))).isEqualTo(value);
    }

    @Test
    void everyPatternOfNotANumberBecomesTheOne() {
        try (DecodedColumn doubles = new DecodedColumn(promised("c", "float64"), Oid.FLOAT8);
                DecodedColumn floats = new DecodedColumn(promised("c", "float32"), Oid.FLOAT4)) {
            Float8Vector wide = (Float8Vector) doubles.decode(WireBytes.int8(0xFFF8_0000_0000_0001L));
            assertThat(wide.getDataBuffer().getLong(0)).isEqualTo(0x7FF8_0000_0000_0000L);
            Float4Vector narrow = (Float4Vector) floats.decode(WireBytes.int4(0xFFC0_0001));
            assertThat(narrow.getDataBuffer().getInt(0)).isEqualTo(0x7FC0_0000);
        }
    }

    @Test
    void doubleInASingleColumnMustBeOne() {
        assertThat(value("float32", Oid.FLOAT8, WireBytes.float8(0.5))).isEqualTo(0.5f);
        assertThat(value("float32", Oid.FLOAT8, WireBytes.float8(Double.NaN))).isEqualTo(Float.NaN);
        assertThat(refusal(promised("c", "float32"), Oid.FLOAT8, WireBytes.float8(0.1)))
                .isEqualTo("22000");
        assertThat(refusal(computed("c", "float32"), Oid.FLOAT8, WireBytes.float8(1e300)))
                .isEqualTo("22003");
        assertThat(DecodedColumn.value(computed("c", "float32"), Oid.FLOAT8, WireBytes.float8(0.1)))
                .isEqualTo(0.1f);
    }

    @Test
    void floatInAnExactColumnIsTheNumberOfItsShortestText() {
        assertThat(value("decimal(5,2)", Oid.FLOAT4, WireBytes.float4(0.1f))).isEqualTo(new BigDecimal("0.10"));
        assertThat(value("decimal(50,20)", Oid.FLOAT8, WireBytes.float8(-1e22)))
                .isEqualTo(new BigDecimal("-1e22").setScale(20));
        assertThat(value("int32", Oid.FLOAT8, WireBytes.float8(-3))).isEqualTo(-3);
        assertThat(refusal(promised("c", "int32"), Oid.FLOAT4, WireBytes.float4(2.5f)))
                .isEqualTo("22000");
        assertThat(DecodedColumn.value(computed("c", "int64"), Oid.FLOAT4, WireBytes.float4(-2.5f)))
                .isEqualTo(-3L);
        assertThat(refusal(promised("c", "decimal(5,2)"), Oid.FLOAT8, WireBytes.float8(Double.NaN)))
                .isEqualTo("22000");
    }

    @Test
    void truthValuesAreBits() {
        try (DecodedColumn decoded = new DecodedColumn(promised("c", "bool"), Oid.BOOL)) {
            byte[] yes = {1};
            byte[] no = {0};
            decoded.decode(yes, no, null, yes, no, no, yes, yes, yes, null, no);
            assertThat(decoded.values())
                    .containsExactly(true, false, null, true, false, false, true, true, true, null, false);
            decoded.decode(no, yes);
            assertThat(decoded.values()).containsExactly(false, true);
        }
        assertThatThrownBy(() -> value("bool", Oid.BOOL, new byte[] {2})).isInstanceOf(WireFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "int32, 23, 4",
        "int32, 21, 2",
        "int64, 20, 8",
        "int64, 23, 4",
        "int64, 26, 4",
        "'decimal(5,2)', 20, 8",
        "float32, 700, 4",
        "float64, 701, 8",
        "float64, 700, 4",
        "float64, 20, 8",
        "'decimal(5,2)', 701, 8",
        "bool, 16, 1",
        "date, 1082, 4",
        "date, 1114, 8",
        "time(us), 1083, 8",
        "'timestamp(us, UTC)', 1184, 8",
        "uuid, 2950, 16",
        "string, 1186, 16",
        "string, 18, 1",
        "string, 869, 8"
    })
    void valueOfAnotherLengthIsRefused(String type, int oid, int length) {
        for (int wrong : List.of(0, length - 1, length + 1)) {
            assertThatThrownBy(() -> value(type, oid, new byte[wrong])).isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "int32, 16",
        "bool, 23",
        "date, 1184",
        "time(us), 1266",
        "timestamp(us), 1184",
        "'timestamp(us, UTC)', 1114",
        "binary, 25",
        "'decimal(5,2)', 790",
        "float64, 25",
        "int64, 1186"
    })
    void typeThatCannotBeReadAsTheColumnsIsRefused(String type, int oid) {
        assertThat(refusal(promised("c", type), oid, new byte[0])).isEqualTo("42804");
    }
}
