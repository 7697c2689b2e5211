package io.colonnade.jdbc.result;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A column and what was written to it: the extremes of its type, and what is easily taken for something else.
 *
 * @param group the types that convert alike
 */
record MatrixColumn(String name, String group, ArrowType type, List<Object> values) {
    MatrixColumn(String name, String group, ArrowType type, Object... values) {
        this(name, group, type, List.of(values));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Returns a column of every type. */
    static List<MatrixColumn> all() {
        return List.of(
                new MatrixColumn("int8", "whole", new ArrowType.Int(8, true), -128, -1, 0, 1, 127),
                new MatrixColumn("int16", "whole", new ArrowType.Int(16, true), -32768, 0, 1, 128, 32767),
                new MatrixColumn(
                        "int32",
                        "whole",
                        new ArrowType.Int(32, true),
                        Integer.MIN_VALUE,
                        0,
                        1,
                        16777217,
                        Integer.MAX_VALUE),
                new MatrixColumn(
                        "int64",
                        "whole",
                        new ArrowType.Int(64, true),
                        Long.MIN_VALUE,
                        0L,
                        1L,
                        (1L << 53) + 1,
                        0x1000001000000001L,
                        Long.MAX_VALUE),
                new MatrixColumn("uint8", "whole", new ArrowType.Int(8, false), 0, 1, 128, 255),
                new MatrixColumn("uint16", "whole", new ArrowType.Int(16, false), 0, 1, 32768, 65535),
                new MatrixColumn("uint32", "whole", new ArrowType.Int(32, false), 0L, 1L, 2147483648L, 4294967295L),
                new MatrixColumn(
                        "uint64",
                        "whole",
                        new ArrowType.Int(64, false),
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.shiftLeft(63),
                        new BigInteger("18446744073709551615")),
                new MatrixColumn(
                        "float32",
                        "real",
                        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                        0f,
                        -0f,
                        1f,
                        0.1f,
                        -1.5f,
                        9.2233715E18f,
                        Float.MAX_VALUE,
                        Float.MIN_VALUE,
                        Float.NaN,
                        Float.POSITIVE_INFINITY),
                new MatrixColumn(
                        "float64",
                        "real",
                        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                        0d,
                        -0d,
                        1d,
                        0.1,
                        -127.9,
                        0x1p63,
                        -0x1p63,
                        1.00000017881393432617187499,
                        3.5e38,
                        1e300,
                        Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY),
                new MatrixColumn(
                        "decimal(4,4)",
                        "decimal",
                        new ArrowType.Decimal(4, 4, 128),
                        new BigDecimal("-0.9999"),
                        new BigDecimal("0.0000"),
                        new BigDecimal("0.0001")),
                new MatrixColumn(
                        "decimal(38,20)",
                        "decimal",
                        new ArrowType.Decimal(38, 20, 128),
                        new BigDecimal("1.00000005960464477540"),
                        new BigDecimal("1.00000000000000000000"),
                        new BigDecimal("999999999999999999.99999999999999999999"),
                        new BigDecimal("-999999999999999999.99999999999999999999")),
                new MatrixColumn(
                        "decimal(76,0)",
                        "decimal",
                        new ArrowType.Decimal(76, 0, 256),
                        new BigDecimal("9".repeat(76)),
                        new BigDecimal("-" + "9".repeat(76)),
                        new BigDecimal("9223372036854775807"),
                        new BigDecimal("9223372036854775808"),
                        new BigDecimal("-9223372036854775809")),
                new MatrixColumn("bool", "bool", new ArrowType.Bool(), true, false),
                new MatrixColumn("text", "text", new ArrowType.Utf8(), texts()),
                new MatrixColumn("large text", "text", new ArrowType.LargeUtf8(), texts()),
                new MatrixColumn("binary", "binary", new ArrowType.Binary(), new byte[0], new byte[] {0, -1, 16}),
                new MatrixColumn("large binary", "binary", new ArrowType.LargeBinary(), new byte[] {'1'}),
                new MatrixColumn("fixed binary", "binary", new ArrowType.FixedSizeBinary(3), new byte[] {0, -1, 16}),
                new MatrixColumn(
                        "date",
                        "date",
                        new ArrowType.Date(DateUnit.DAY),
                        LocalDate.of(-43, 3, 15),
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(2024, 10, 6),
                        LocalDate.of(9999, 12, 31)),
                new MatrixColumn(
                        "date in milliseconds",
                        "date",
                        new ArrowType.Date(DateUnit.MILLISECOND),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(2024, 2, 29)),
                new MatrixColumn(
                        "time",
                        "time",
                        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                        LocalTime.MIDNIGHT,
                        LocalTime.parse("01:45:00.000001"),
                        LocalTime.parse("23:59:59.999999")),
                new MatrixColumn(
                        "timestamp",
                        "wall",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
                        LocalDateTime.parse("0001-01-01T00:00"),
                        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                        LocalDateTime.parse("2024-07-15T12:00"),
                        LocalDateTime.parse("9999-12-31T23:59:59.999999")),
                new MatrixColumn(
                        "timestamp in UTC",
                        "instant",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
                        OffsetDateTime.parse("1969-12-31T23:59:59.999999Z"),
                        OffsetDateTime.parse("2024-04-06T15:15:00Z"),
                        OffsetDateTime.parse("9999-12-31T23:59:59.999999Z")),
                new MatrixColumn(
                        "timestamp in Kathmandu",
                        "instant",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kathmandu"),
                        OffsetDateTime.parse("2024-07-15T12:00:00.5+05:45")),
                new MatrixColumn("list", "list", new ArrowType.List(), List.of(), Arrays.asList(7, null, -8)));
    }

    private static Object[] texts() {
        List<Object> texts = new ArrayList<>(RightValues.SPELLED.keySet());
        texts.addAll(List.of(
                "",
                "0",
                "1",
                "42",
                " -7 ",
                "1.25",
                "-0.9",
                "1e3",
                "1e400",
                "1e999999999",
                "1e-999999999",
                "9223372036854775808",
                "12d",
                "0x1p3"));
        texts.addAll(List.of(
                "true", "YES", "off", "NaN", "-Infinity", "nothing", "Grüße 🏛", "24:00:00", "2024-02-30", "infinity"));
        texts.add("00112233-4455-6677-8899-aabbccddeeff");
        return texts.toArray();
    }
}
