package io.colonnade.jdbc.ipc;

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
 * What JDBC programs bind where a date, a time or text is wanted. The driver turns a {@link java.sql.Timestamp} into a
 * ZonedDateTime beforehand: an instant where the type has a zone, and its wall clock where it has none.
 */
final class ParameterTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private ParameterTimes() {}

    static String text(Object value) {
        if (value instanceof ZonedDateTime) {
            return TemporalText.format(((ZonedDateTime) value).toLocalDateTime());
        }
        if (value instanceof Instant) {
            return TemporalText.format(((Instant) value).atOffset(ZoneOffset.UTC));
        }
        if (value instanceof byte[]) {
            throw new ClassCastException();
        }
        if (value instanceof BigDecimal) {
            return ((BigDecimal) value).toPlainString();
        }
        return value instanceof Temporal ? TemporalText.format((Temporal) value) : value.toString();
    }

    static LocalDate date(Object value) {
        Object time = parsed(value);
        if (time instanceof LocalDate) {
            return (LocalDate) time;
        }
        return wallClock(time).toLocalDate();
    }

    static long ticks(ArrowField field, Object value) {
        Object time = parsed(value);
        long nanosPerTick = field.detail().nanosPerTick();
        switch (field.kind()) {
            case TIME:
                LocalTime clock = time instanceof LocalTime
                        ? (LocalTime) time
                        : wallClock(time).toLocalTime();
                return clock.toNanoOfDay() / nanosPerTick;
            case TIMESTAMP:
                return ticks(wallClock(time).toInstant(ZoneOffset.UTC), nanosPerTick);
            default:
                return ticks(instant(time), nanosPerTick);
        }
    }

    private static Object parsed(Object value) {
        if (value instanceof String) {
            return TemporalText.parse((String) value).orElseThrow(() -> new DateTimeException("no date or time"));
        }
        return value;
    }

    private static LocalDateTime wallClock(Object time) {
        if (time instanceof LocalDate) {
            return ((LocalDate) time).atStartOfDay();
        }
        return time instanceof ZonedDateTime ? ((ZonedDateTime) time).toLocalDateTime() : (LocalDateTime) time;
    }

    private static Instant instant(Object time) {
        if (time instanceof Instant) {
            return (Instant) time;
        }
        return time instanceof OffsetDateTime
                ? ((OffsetDateTime) time).toInstant()
                : ((ZonedDateTime) time).toInstant();
    }

    private static long ticks(Instant instant, long nanosPerTick) {
        long ticksPerSecond = NANOS_PER_SECOND / nanosPerTick;
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), ticksPerSecond), instant.getNano() / nanosPerTick);
    }
}
