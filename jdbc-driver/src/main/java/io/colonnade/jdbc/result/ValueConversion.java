package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.DateReader;
import io.colonnade.jdbc.time.LegacyTimes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code getObject} makes of a value that is not null: by default the class that JDBC names for the type, otherwise
 * the class that the caller names. One row per class.
 */
final class ValueConversion {
    private static final Map<Class<?>, Conversion> BY_CLASS = new HashMap<>();

    static {
        BY_CLASS.put(Object.class, ValueConversion::defaultObject);
        BY_CLASS.put(String.class, ColumnReader::stringValue);
        BY_CLASS.put(Boolean.class, ColumnReader::booleanValue);
        BY_CLASS.put(Byte.class, (c, r) -> (byte) whole(c, r, Byte.MIN_VALUE, Byte.MAX_VALUE));
        BY_CLASS.put(Short.class, (c, r) -> (short) whole(c, r, Short.MIN_VALUE, Short.MAX_VALUE));
        BY_CLASS.put(Integer.class, (c, r) -> (int) whole(c, r, Integer.MIN_VALUE, Integer.MAX_VALUE));
        BY_CLASS.put(Long.class, ColumnReader::longValue);
        BY_CLASS.put(Float.class, ColumnReader::floatValue);
        BY_CLASS.put(Double.class, ColumnReader::doubleValue);
        BY_CLASS.put(BigDecimal.class, ColumnReader::decimalValue);
        BY_CLASS.put(BigInteger.class, ValueConversion::bigInteger);
        BY_CLASS.put(byte[].class, ColumnReader::bytesValue);
        BY_CLASS.put(Blob.class, (c, r) -> new HeldBlob(c.bytesValue(r)));
        BY_CLASS.put(Clob.class, ValueConversion::clob);
        BY_CLASS.put(NClob.class, ValueConversion::clob);
        BY_CLASS.put(Array.class, ValueConversion::array);
        BY_CLASS.put(UUID.class, ValueConversion::uuid);
        BY_CLASS.put(Date.class, (c, r) -> date(c, r, null));
        BY_CLASS.put(Time.class, (c, r) -> time(c, r, null));
        BY_CLASS.put(Timestamp.class, (c, r) -> timestamp(c, r, null));
        BY_CLASS.put(java.util.Date.class, (c, r) -> timestamp(c, r, null));
        BY_CLASS.put(Calendar.class, ValueConversion::calendar);
        BY_CLASS.put(LocalDate.class, (c, r) -> wallClock(c, r, LocalDate.class).toLocalDate());
        BY_CLASS.put(LocalDateTime.class, (c, r) -> wallClock(c, r, LocalDateTime.class));
        BY_CLASS.put(LocalTime.class, ValueConversion::localTime);
        BY_CLASS.put(OffsetDateTime.class, (c, r) -> offset(c, r, OffsetDateTime.class));
        BY_CLASS.put(
                ZonedDateTime.class, (c, r) -> offset(c, r, ZonedDateTime.class).toZonedDateTime());
        BY_CLASS.put(Instant.class, (c, r) -> offset(c, r, Instant.class).toInstant());
    }

    private ValueConversion() {}

    static <T> T as(ColumnReader column, int row, @Nullable Class<T> wanted) throws SQLException {
        if (wanted == null) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Cannot read column " + column.field().name() + ": no class is given");
        }
        Conversion conversion = BY_CLASS.get(wanted);
        if (conversion != null) {
            return wanted.cast(conversion.apply(column, row));
        }
        Object value = column.value(row);
        if (wanted.isInstance(value)) {
            return wanted.cast(value);
        }
        throw refused(column, wanted, "its type is " + column.field().kind().typeName());
    }

    static Object defaultObject(ColumnReader column, int row) throws SQLException {
        switch (column.field().kind()) {
            case DATE_DAY:
            case DATE_MILLI:
                return date(column, row, null);
            case TIME:
                return time(column, row, null);
            case TIMESTAMP:
                return timestamp(column, row, null);
            case UINT64:
                return column.decimalValue(row);
            case LIST:
            case LARGE_LIST:
                return array(column, row);
            default:
                return column.value(row);
        }
    }

    /** Returns the day of a date or timestamp. */
    static Date date(ColumnReader column, int row, @Nullable Calendar calendar) throws SQLException {
        try {
            if (calendar == null && column instanceof DateReader) {
                return LegacyTimes.date(((DateReader) column).epochDay(row));
            }
            Temporal value = column.temporalValue(row);
            if (value instanceof LocalTime) {
                throw refused(column, Date.class, "a time of day has no date");
            }
            return LegacyTimes.date(value, calendar);
        } catch (IllegalArgumentException e) {
            throw refused(column, Date.class, "it is too far from 1970");
        }
    }

    /** Returns the time of day of a time or timestamp. */
    static Time time(ColumnReader column, int row, @Nullable Calendar calendar) throws SQLException {
        Temporal value = column.temporalValue(row);
        if (value instanceof LocalDate) {
            throw refused(column, Time.class, "a date has no time of day");
        }
        return LegacyTimes.time(value, calendar);
    }

    /** Returns a timestamp, the midnight of a date, or a time of the first of January 1970. */
    static Timestamp timestamp(ColumnReader column, int row, @Nullable Calendar calendar) throws SQLException {
        Instant instant = column.instantValue(row);
        try {
            return instant == null
                    ? LegacyTimes.timestamp(column.temporalValue(row), calendar)
                    : Timestamp.from(instant);
        } catch (IllegalArgumentException e) {
            throw refused(column, Timestamp.class, "it is too far from 1970");
        }
    }

    private static Calendar calendar(ColumnReader column, int row) throws SQLException {
        Calendar calendar = new GregorianCalendar();
        calendar.setTimeInMillis(timestamp(column, row, null).getTime());
        return calendar;
    }

    private static NClob clob(ColumnReader column, int row) throws SQLException {
        return new HeldClob(column.stringValue(row));
    }

    private static Array array(ColumnReader column, int row) throws SQLException {
        Object value = column.value(row);
        if (!(value instanceof List)) {
            throw refused(
                    column, Array.class, "its type is " + column.field().kind().typeName());
        }
        @SuppressWarnings("unchecked")
        List<@Nullable Object> elements = (List<@Nullable Object>) value;
        return new HeldArray(column.field().children().get(0), elements);
    }

    static long whole(ColumnReader column, int row, long least, long greatest) throws SQLException {
        long value = column.longValue(row);
        if (value < least || value > greatest) {
            throw SqlState.NUMERIC_OUT_OF_RANGE.exception("Cannot read column "
                    + column.field().name() + ": the value is not between " + least + " and " + greatest);
        }
        return value;
    }

    private static BigInteger bigInteger(ColumnReader column, int row) throws SQLException {
        try {
            return column.decimalValue(row).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw refused(column, BigInteger.class, "the value has a fraction");
        }
    }

    private static UUID uuid(ColumnReader column, int row) throws SQLException {
        try {
            return UUID.fromString(column.stringValue(row));
        } catch (IllegalArgumentException e) {
            throw refused(column, UUID.class, "the value is none");
        }
    }

    private static LocalDateTime wallClock(ColumnReader column, int row, Class<?> wanted) throws SQLException {
        Temporal value = column.temporalValue(row);
        if (value instanceof LocalDate && wanted != LocalTime.class) {
            return ((LocalDate) value).atStartOfDay();
        }
        if (value instanceof LocalDateTime) {
            return (LocalDateTime) value;
        }
        throw refused(column, wanted, "ask for OffsetDateTime where there is a zone, LocalTime where there is no date");
    }

    private static LocalTime localTime(ColumnReader column, int row) throws SQLException {
        Temporal value = column.temporalValue(row);
        return value instanceof LocalTime
                ? (LocalTime) value
                : wallClock(column, row, LocalTime.class).toLocalTime();
    }

    private static OffsetDateTime offset(ColumnReader column, int row, Class<?> wanted) throws SQLException {
        Temporal value = column.temporalValue(row);
        if (value instanceof OffsetDateTime) {
            return (OffsetDateTime) value;
        }
        throw refused(column, wanted, "it has no zone; ask for LocalDateTime");
    }

    private static SQLException refused(ColumnReader column, Class<?> wanted, String why) {
        return SqlState.INVALID_CONVERSION.exception(
                "Cannot read column " + column.field().name() + " as " + wanted.getName() + ": " + why);
    }

    /** Makes one class of a value that is not null. */
    private interface Conversion {
        Object apply(ColumnReader column, int row) throws SQLException;
    }
}
