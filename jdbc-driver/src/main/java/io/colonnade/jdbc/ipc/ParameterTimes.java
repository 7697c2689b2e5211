package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.time.BoundTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;

/**
 * What JDBC programs bind where a date, a time or text is wanted. A java.sql.Timestamp or Date is an instant where the
 * type has a zone, and its wall clock where it has none. Text without a zone is read in UTC, as it is in SQL; a java.time
 * value without one is no instant. Failures are exceptions of java.lang and java.time.
 */
final class ParameterTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private ParameterTimes() {}

    static String text(Object value) {
        if (value instanceof BoundTime) {
            BoundTime bound = (BoundTime) value;
            return TemporalText.format(bound.isDate() ? bound.wall().toLocalDate() : bound.wall());
        }
        if (value instanceof ZonedDateTime || value instanceof Instant) {
            return TemporalText.format(instant(value).atOffset(offset(value)));
        }
        if (value instanceof byte[]) {
            throw new ClassCastException();
        }
        if (value instanceof BigDecimal) {
            return NumberText.checked((BigDecimal) value).toPlainString();
        }
        return value instanceof Temporal ? TemporalText.format((Temporal) value) : value.toString();
    }

    private static ZoneOffset offset(Object value) {
        return value instanceof ZonedDateTime ? ((ZonedDateTime) value).getOffset() : ZoneOffset.UTC;
    }

    static LocalDate date(Object value) {
        Object time = parsed(value);
        return time instanceof LocalDate ? (LocalDate) time : wallClock(time).toLocalDate();
    }

    static LocalTime time(Object value) {
        Object time = parsed(value);
        return time instanceof LocalTime ? (LocalTime) time : wallClock(time).toLocalTime();
    }

    static LocalDateTime wallClock(Object value) {
        Object time = parsed(value);
        if (time instanceof BoundTime) {
            return ((BoundTime) time).wall();
        }
        if (time instanceof LocalDate) {
            return ((LocalDate) time).atStartOfDay();
        }
        return time instanceof ZonedDateTime ? ((ZonedDateTime) time).toLocalDateTime() : (LocalDateTime) time;
    }

    static boolean hasZone(Object value) {
        return value instanceof OffsetDateTime || value instanceof ZonedDateTime || value instanceof Instant;
    }

    static Instant instant(Object value) {
        Object time = parsed(value);
        if (time instanceof BoundTime) {
            return ((BoundTime) time).instant();
        }
        if (time instanceof Instant) {
            return (Instant) time;
        }
        if (time instanceof OffsetDateTime) {
            return ((OffsetDateTime) time).toInstant();
        }
        return value instanceof String ? wallClock(time).toInstant(ZoneOffset.UTC) : ((ZonedDateTime) time).toInstant();
    }

    static long ticks(ArrowField field, Object value) {
        long nanosPerTick = field.detail().nanosPerTick();
        switch (field.kind()) {
            case TIME:
                return time(value).toNanoOfDay() / nanosPerTick;
            case TIMESTAMP:
                return ticks(wallClock(value).toInstant(ZoneOffset.UTC), nanosPerTick);
            default:
                return ticks(instant(value), nanosPerTick);
        }
    }

    private static Object parsed(Object value) {
        if (value instanceof String) {
            return TemporalText.parse((String) value).orElseThrow(() -> new DateTimeException("no date or time"));
        }
        return value;
    }

    private static long ticks(Instant instant, long nanosPerTick) {
        long ticksPerSecond = NANOS_PER_SECOND / nanosPerTick;
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), ticksPerSecond), instant.getNano() / nanosPerTick);
    }
}
