package io.colonnade.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type by every getter, at its extremes and at null. What is right is computed here from the values that were
 * written, by java.lang, java.math and java.time alone; which conversions there are is a table.
 */
class ValuesMatrixTest {
    private static final List<String> GROUPS =
            List.of("whole", "real", "decimal", "bool", "text", "binary", "date", "time", "wall", "instant", "list");

    /** A cross is a conversion, a dot is refused as 22018. */
    private static final String CONVERSIONS = """
            getter              whole real decimal bool text binary date time wall instant list
            getBoolean          x     x    x       x    x    .      .    .    .    .       .
            getByte             x     x    x       x    x    .      .    .    .    .       .
            getShort            x     x    x       x    x    .      .    .    .    .       .
            getInt              x     x    x       x    x    .      .    .    .    .       .
            getLong             x     x    x       x    x    .      .    .    .    .       .
            getFloat            x     x    x       x    x    .      .    .    .    .       .
            getDouble           x     x    x       x    x    .      .    .    .    .       .
            getBigDecimal       x     x    x       x    x    .      .    .    .    .       .
            getString           x     x    x       x    x    x      x    x    x    x       x
            getNString          x     x    x       x    x    x      x    x    x    x       x
            getBytes            .     .    .       .    x    x      .    .    .    .       .
            getDate             .     .    .       .    x    .      x    .    x    x       .
            getTime             .     .    .       .    x    .      .    x    x    x       .
            getTimestamp        .     .    .       .    x    .      x    x    x    x       .
            getObject           x     x    x       x    x    x      x    x    x    x       x
            getAsciiStream      x     x    x       x    x    x      x    x    x    x       x
            getCharacterStream  x     x    x       x    x    x      x    x    x    x       x
            getNCharacterStream x     x    x       x    x    x      x    x    x    x       x
            getBinaryStream     .     .    .       .    x    x      .    .    .    .       .
            getBlob             .     .    .       .    x    x      .    .    .    .       .
            getClob             x     x    x       x    x    x      x    x    x    x       x
            getNClob            x     x    x       x    x    x      x    x    x    x       x
            getArray            .     .    .       .    .    .      .    .    .    .       x
            as_Object           x     x    x       x    x    x      x    x    x    x       x
            as_String           x     x    x       x    x    x      x    x    x    x       x
            as_Boolean          x     x    x       x    x    .      .    .    .    .       .
            as_Byte             x     x    x       x    x    .      .    .    .    .       .
            as_Short            x     x    x       x    x    .      .    .    .    .       .
            as_Integer          x     x    x       x    x    .      .    .    .    .       .
            as_Long             x     x    x       x    x    .      .    .    .    .       .
            as_Float            x     x    x       x    x    .      .    .    .    .       .
            as_Double           x     x    x       x    x    .      .    .    .    .       .
            as_BigDecimal       x     x    x       x    x    .      .    .    .    .       .
            as_BigInteger       x     x    x       x    x    .      .    .    .    .       .
            as_byte[]           .     .    .       .    x    x      .    .    .    .       .
            as_int              .     .    .       .    .    .      .    .    .    .       .
            as_UUID             .     .    .       .    x    .      .    .    .    .       .
            as_Date             .     .    .       .    x    .      x    .    x    x       .
            as_Time             .     .    .       .    x    .      .    x    x    x       .
            as_Timestamp        .     .    .       .    x    .      x    x    x    x       .
            as_util.Date        .     .    .       .    x    .      x    x    x    x       .
            as_Calendar         .     .    .       .    x    .      x    x    x    x       .
            as_LocalDate        .     .    .       .    x    .      x    .    x    .       .
            as_LocalTime        .     .    .       .    x    .      .    x    x    .       .
            as_LocalDateTime    .     .    .       .    x    .      x    .    x    .       .
            as_OffsetDateTime   .     .    .       .    x    .      .    .    .    x       .
            as_ZonedDateTime    .     .    .       .    x    .      .    .    .    x       .
            as_Instant          .     .    .       .    x    .      .    .    .    x       .
            as_OffsetTime       .     .    .       .    .    .      .    .    .    .       .
            as_Blob             .     .    .       .    x    x      .    .    .    .       .
            as_Clob             x     x    x       x    x    x      x    x    x    x       x
            as_NClob            x     x    x       x    x    x      x    x    x    x       x
            as_Array            .     .    .       .    .    .      .    .    .    .       x
            as_List             .     .    .       .    .    .      .    .    .    .       x
            as_Map              .     .    .       .    .    .      .    .    .    .       .
            """;

    private static final List<String> REFUSED_ALWAYS =
            List.of("getURL", "getRef", "getRowId", "getSQLXML", "getUnicodeStream");

    /** What texts spell; all others are no date or time. */
    private static final Map<String, Temporal> SPELLED = Map.of(
            "2024-02-29", LocalDate.of(2024, 2, 29),
            "0044-03-15 BC", LocalDate.of(-43, 3, 15),
            "12:34:56.5", LocalTime.parse("12:34:56.5"),
            "2024-02-29 12:30:00", LocalDateTime.parse("2024-02-29T12:30"),
            "2024-02-29T12:30:00.5+05:45", OffsetDateTime.parse("2024-02-29T12:30:00.5+05:45"),
            "2024-02-29 12:30:00-08", OffsetDateTime.parse("2024-02-29T12:30:00-08:00"));

    static List<Column> columns() {
        return List.of(
                new Column("int8", "whole", new ArrowType.Int(8, true), -128, -1, 0, 1, 127),
                new Column("int16", "whole", new ArrowType.Int(16, true), -32768, 0, 1, 128, 32767),
                new Column(
                        "int32",
                        "whole",
                        new ArrowType.Int(32, true),
                        Integer.MIN_VALUE,
                        0,
                        1,
                        16777217,
                        Integer.MAX_VALUE),
                new Column(
                        "int64",
                        "whole",
                        new ArrowType.Int(64, true),
                        Long.MIN_VALUE,
                        0L,
                        1L,
                        (1L << 53) + 1,
                        0x1000001000000001L,
                        Long.MAX_VALUE),
                new Column("uint8", "whole", new ArrowType.Int(8, false), 0, 1, 128, 255),
                new Column("uint16", "whole", new ArrowType.Int(16, false), 0, 1, 32768, 65535),
                new Column("uint32", "whole", new ArrowType.Int(32, false), 0L, 1L, 2147483648L, 4294967295L),
                new Column(
                        "uint64",
                        "whole",
                        new ArrowType.Int(64, false),
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.shiftLeft(63),
                        new BigInteger("18446744073709551615")),
                new Column(
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
                new Column(
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
                new Column(
                        "decimal(4,4)",
                        "decimal",
                        new ArrowType.Decimal(4, 4, 128),
                        new BigDecimal("-0.9999"),
                        new BigDecimal("0.0000"),
                        new BigDecimal("0.0001")),
                new Column(
                        "decimal(38,20)",
                        "decimal",
                        new ArrowType.Decimal(38, 20, 128),
                        new BigDecimal("1.00000005960464477540"),
                        new BigDecimal("1.00000000000000000000"),
                        new BigDecimal("999999999999999999.99999999999999999999"),
                        new BigDecimal("-999999999999999999.99999999999999999999")),
                new Column(
                        "decimal(76,0)",
                        "decimal",
                        new ArrowType.Decimal(76, 0, 256),
                        new BigDecimal("9".repeat(76)),
                        new BigDecimal("-" + "9".repeat(76)),
                        new BigDecimal("9223372036854775807"),
                        new BigDecimal("9223372036854775808"),
                        new BigDecimal("-9223372036854775809")),
                new Column("bool", "bool", new ArrowType.Bool(), true, false),
                new Column("text", "text", new ArrowType.Utf8(), texts()),
                new Column("large text", "text", new ArrowType.LargeUtf8(), texts()),
                new Column("binary", "binary", new ArrowType.Binary(), new byte[0], new byte[] {0, -1, 16}),
                new Column("large binary", "binary", new ArrowType.LargeBinary(), new byte[] {'1'}),
                new Column("fixed binary", "binary", new ArrowType.FixedSizeBinary(3), new byte[] {0, -1, 16}),
                new Column(
                        "date",
                        "date",
                        new ArrowType.Date(DateUnit.DAY),
                        LocalDate.of(-43, 3, 15),
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(2024, 10, 6),
                        LocalDate.of(9999, 12, 31)),
                new Column(
                        "date in milliseconds",
                        "date",
                        new ArrowType.Date(DateUnit.MILLISECOND),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(2024, 2, 29)),
                new Column(
                        "time",
                        "time",
                        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                        LocalTime.MIDNIGHT,
                        LocalTime.parse("01:45:00.000001"),
                        LocalTime.parse("23:59:59.999999")),
                new Column(
                        "timestamp",
                        "wall",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
                        LocalDateTime.parse("0001-01-01T00:00"),
                        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                        LocalDateTime.parse("2024-07-15T12:00"),
                        LocalDateTime.parse("9999-12-31T23:59:59.999999")),
                new Column(
                        "timestamp in UTC",
                        "instant",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
                        OffsetDateTime.parse("1969-12-31T23:59:59.999999Z"),
                        OffsetDateTime.parse("2024-04-06T15:15:00Z"),
                        OffsetDateTime.parse("9999-12-31T23:59:59.999999Z")),
                new Column(
                        "timestamp in Kathmandu",
                        "instant",
                        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kathmandu"),
                        OffsetDateTime.parse("2024-07-15T12:00:00.5+05:45")),
                new Column("list", "list", new ArrowType.List(), List.of(), Arrays.asList(7, null, -8)));
    }

    private static Object[] texts() {
        List<Object> texts = new ArrayList<>(SPELLED.keySet());
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

    @ParameterizedTest
    @MethodSource("columns")
    void everyGetterGivesTheValueOrRefusesIt(Column column) throws Exception {
        Map<String, String> conversions = conversions(column.group());
        List<String> wrong = new ArrayList<>();
        try (ResultSet rows = ArrowColumns.result(column.type(), column.values())) {
            for (Object value : column.values()) {
                assertThat(rows.next()).isTrue();
                Getters.ALL.forEach((name, getter) -> {
                    String expected = expected(name, conversions.get(name), value);
                    String found = Getters.ask(getter, rows);
                    if (!found.equals(expected)) {
                        wrong.add(name + " of " + value + ": " + found + " instead of " + expected);
                    }
                });
                assertThat(rows.wasNull()).isFalse();
                assertThat(rows.getObject(1))
                        .isInstanceOf(Class.forName(rows.getMetaData().getColumnClassName(1)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void nullIsNullByEveryGetter(Column column) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (ResultSet rows =
                ArrowColumns.result(column.type(), Arrays.asList(column.values().get(0), null))) {
            rows.next();
            rows.next();
            for (String name : Getters.ALL.keySet()) {
                String found = Getters.ask(Getters.ALL.get(name), rows);
                if (!REFUSED_ALWAYS.contains(name) && (!isNothing(found) || !rows.wasNull())) {
                    wrong.add(name + ": " + found);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isNothing(String shown) {
        return shown.equals("null") || shown.endsWith(" 0") || shown.endsWith(" 0.0") || shown.equals("Boolean false");
    }

    private static Map<String, String> conversions(String group) {
        Map<String, String> marks = new LinkedHashMap<>();
        for (String name : REFUSED_ALWAYS) {
            marks.put(name, "0A000");
        }
        CONVERSIONS.lines().skip(1).forEach(line -> {
            String[] cells = line.split(" +");
            marks.put(cells[0].replace('_', ' '), cells[1 + GROUPS.indexOf(group)]);
        });
        assertThat(marks.keySet()).containsExactlyInAnyOrderElementsOf(Getters.ALL.keySet());
        return marks;
    }

    private static String expected(String getter, String mark, Object value) {
        if (mark.equals("0A000")) {
            return mark;
        }
        try {
            return mark.equals("x") ? Getters.show(Right.answer(getter, value)) : "22018";
        } catch (Refused e) {
            return e.getMessage();
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A column and what was written to it. */
    private record Column(String name, String group, ArrowType type, List<Object> values) {
        Column(String name, String group, ArrowType type, Object... values) {
            this(name, group, type, List.of(values));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The SQLSTATE of a value that cannot become what is asked for. */
    private static final class Refused extends RuntimeException {
        Refused(String state) {
            super(state);
        }
    }

    /** The answers, from the value that was written. */
    private static final class Right {
        private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

        static Object answer(String getter, Object value) {
            return switch (getter) {
                case "getBoolean", "as Boolean" -> truth(value);
                case "getByte", "as Byte" -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case "getShort", "as Short" -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
                case "getInt", "as Integer" -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "getLong", "as Long" -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "getFloat", "as Float" -> floating(value);
                case "getDouble", "as Double" -> precise(value);
                case "getBigDecimal", "as BigDecimal" -> decimal(value);
                case "as BigInteger" -> integer(value);
                case "getString", "getNString", "as String" -> text(value);
                case "getAsciiStream" -> new ByteArrayInputStream(text(value).getBytes(StandardCharsets.US_ASCII));
                case "getCharacterStream", "getNCharacterStream" -> new StringReader(text(value));
                case "getClob", "getNClob", "as Clob", "as NClob" -> new HeldClob(text(value));
                case "getBytes", "as byte[]" -> bytes(value);
                case "getBinaryStream" -> new ByteArrayInputStream(bytes(value));
                case "getBlob", "as Blob" -> new HeldBlob(bytes(value));
                case "getObject", "as Object" -> object(value);
                case "getArray", "as Array" ->
                    new HeldArray(ArrowField.of("item", ArrowKind.INT32), new ArrayList<>((List<?>) value));
                case "as List" -> value;
                case "as UUID" -> uuid((String) value);
                default -> time(getter, value instanceof String spelled ? spelled(spelled) : (Temporal) value);
            };
        }

        private static BigDecimal decimal(Object value) {
            if (value instanceof Boolean truth) {
                return truth ? BigDecimal.ONE : BigDecimal.ZERO;
            }
            String text = value instanceof String spelled ? spelled.trim() : value.toString();
            if (value instanceof Number && !text.matches(NUMBER)) {
                throw new Refused("22003");
            }
            if (!text.matches(NUMBER)) {
                throw new Refused("22018");
            }
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 131_072) {
                throw new Refused("22003");
            }
            return number;
        }

        private static long whole(Object value, long least, long greatest) {
            boolean isFloating = value instanceof Float || value instanceof Double;
            BigDecimal exact = decimal(value);
            BigInteger whole = (isFloating ? new BigDecimal(((Number) value).doubleValue()) : exact).toBigInteger();
            if (whole.compareTo(BigInteger.valueOf(least)) < 0 || whole.compareTo(BigInteger.valueOf(greatest)) > 0) {
                throw new Refused("22003");
            }
            return whole.longValue();
        }

        private static BigInteger integer(Object value) {
            BigDecimal number = decimal(value);
            if (number.stripTrailingZeros().scale() > 0) {
                throw new Refused("22018");
            }
            return number.toBigInteger();
        }

        private static double precise(Object value) {
            if (value instanceof Float || value instanceof Double) {
                return ((Number) value).doubleValue();
            }
            if (value.equals("NaN") || value.equals("-Infinity")) {
                return Double.parseDouble((String) value);
            }
            if (value.equals("1e-999999999")) {
                return 0;
            }
            double number = decimal(value).doubleValue();
            if (Double.isInfinite(number)) {
                throw new Refused("22003");
            }
            return number;
        }

        private static float floating(Object value) {
            double wide = precise(value);
            boolean isExact = value instanceof Number && !(value instanceof Float || value instanceof Double);
            float narrow = isExact ? new BigDecimal(value.toString()).floatValue() : (float) wide;
            if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
                throw new Refused("22003");
            }
            return narrow;
        }

        private static boolean truth(Object value) {
            if (value instanceof Boolean truth) {
                return truth;
            }
            if (value instanceof String text) {
                return switch (text) {
                    case "1", "true", "YES" -> true;
                    case "0", "off" -> false;
                    default -> throw new Refused("22018");
                };
            }
            double number = ((Number) value).doubleValue();
            if (number != 0 && number != 1 || isBeside(value)) {
                throw new Refused("22018");
            }
            return number == 1;
        }

        /** A double of 1 may stand for a decimal beside it. */
        private static boolean isBeside(Object value) {
            return value instanceof BigDecimal exact && exact.signum() != 0 && exact.compareTo(BigDecimal.ONE) != 0;
        }

        private static String text(Object value) {
            if (value instanceof byte[] bytes) {
                return "\\x" + HexFormat.of().formatHex(bytes);
            }
            if (value instanceof BigDecimal decimal) {
                return decimal.toPlainString();
            }
            return value instanceof Temporal time ? asPostgresPrints(time) : value.toString();
        }

        /** ISO 8601 with a blank, seconds always, and an offset of whole hours without minutes; years BC counted backwards. */
        private static String asPostgresPrints(Temporal time) {
            if (time.equals(LocalDate.of(-43, 3, 15))) {
                return "0044-03-15 BC";
            }
            String iso = time.toString().replace('T', ' ').replaceFirst("Z$", "+00");
            String seconds = iso.replaceFirst("^((?:.* )?\\d\\d:\\d\\d)(?=$|[+-])", "$1:00");
            return seconds.replaceFirst("(\\.\\d*?[1-9])0+(?=$|[+-])", "$1");
        }

        private static byte[] bytes(Object value) {
            return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
        }

        private static UUID uuid(String text) {
            if (text.length() != 36) {
                throw new Refused("22018");
            }
            return UUID.fromString(text);
        }

        private static Temporal spelled(String text) {
            Temporal time = SPELLED.get(text);
            if (time == null) {
                throw new Refused("22018");
            }
            return time;
        }

        private static Object object(Object value) {
            if (value instanceof LocalDate date) {
                return Date.valueOf(date);
            }
            if (value instanceof LocalTime time) {
                return time("getTime", time);
            }
            if (value instanceof LocalDateTime wall) {
                return Timestamp.valueOf(wall);
            }
            if (value instanceof BigInteger unsigned) {
                return new BigDecimal(unsigned);
            }
            return value instanceof List<?> list
                    ? new HeldArray(ArrowField.of("item", ArrowKind.INT32), new ArrayList<>(list))
                    : value;
        }

        private static Object time(String getter, Temporal value) {
            return switch (getter) {
                case "getDate", "as Date" -> Date.valueOf(day(value));
                case "getTime", "as Time" ->
                    new Time(Timestamp.valueOf(LocalDate.EPOCH.atTime(clock(value)))
                            .getTime());
                case "getTimestamp", "as Timestamp" -> timestamp(value);
                case "as util.Date" -> timestamp(value);
                case "as Calendar" -> calendar(timestamp(value));
                case "as LocalDate" -> withoutZone(value, day(value));
                case "as LocalTime" -> withoutZone(value, clock(value));
                case "as LocalDateTime" -> withoutZone(value, wall(value));
                case "as OffsetDateTime" -> withZone(value);
                case "as ZonedDateTime" -> ZonedDateTime.from(withZone(value));
                case "as Instant" -> withZone(value).toInstant();
                default -> throw new AssertionError(getter);
            };
        }

        private static LocalDate day(Temporal value) {
            if (value instanceof LocalTime) {
                throw new Refused("22018");
            }
            return value instanceof LocalDate date ? date : wall(value).toLocalDate();
        }

        private static LocalTime clock(Temporal value) {
            if (value instanceof LocalDate) {
                throw new Refused("22018");
            }
            return value instanceof LocalTime time ? time : wall(value).toLocalTime();
        }

        private static LocalDateTime wall(Temporal value) {
            if (value instanceof LocalTime) {
                throw new Refused("22018");
            }
            if (value instanceof LocalDate date) {
                return date.atStartOfDay();
            }
            return value instanceof OffsetDateTime instant
                    ? instant.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()
                    : (LocalDateTime) value;
        }

        private static Timestamp timestamp(Temporal value) {
            if (value instanceof OffsetDateTime instant) {
                return Timestamp.from(instant.toInstant());
            }
            return Timestamp.valueOf(value instanceof LocalTime time ? LocalDate.EPOCH.atTime(time) : wall(value));
        }

        private static Calendar calendar(Timestamp timestamp) {
            Calendar calendar = Calendar.getInstance();
            calendar.setTimeInMillis(timestamp.getTime());
            return calendar;
        }

        private static Object withoutZone(Temporal value, Object answer) {
            if (value instanceof OffsetDateTime) {
                throw new Refused("22018");
            }
            return answer;
        }

        private static OffsetDateTime withZone(Temporal value) {
            if (value instanceof OffsetDateTime instant) {
                return instant;
            }
            throw new Refused("22018");
        }
    }
}
