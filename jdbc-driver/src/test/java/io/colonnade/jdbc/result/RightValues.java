package io.colonnade.jdbc.result;

import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowKind;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
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
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What each getter must give for a value that was written, computed by java.lang, java.math and java.time alone. A value that cannot
 * become what is asked for is {@link Refused}.
 */
final class RightValues {
    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

    /** What texts spell; all others are no date or time. */
    static final Map<String, Temporal> SPELLED = Map.of(
            "2024-02-29", LocalDate.of(2024, 2, 29),
            "0044-03-15 BC", LocalDate.of(-43, 3, 15),
            "12:34:56.5", LocalTime.parse("12:34:56.5"),
            "2024-02-29 12:30:00", LocalDateTime.parse("2024-02-29T12:30"),
            "2024-02-29T12:30:00.5+05:45", OffsetDateTime.parse("2024-02-29T12:30:00.5+05:45"),
            "2024-02-29 12:30:00-08", OffsetDateTime.parse("2024-02-29T12:30:00-08:00"));

    /** The SQLSTATE of a value that cannot become what is asked for. */
    static final class Refused extends RuntimeException {
        Refused(String state) {
            super(state);
        }
    }

    private RightValues() {}

    /** Returns what a getter gives, for the conversions that there are. */
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
                new Time(Timestamp.valueOf(LocalDate.EPOCH.atTime(clock(value))).getTime());
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
