package io.colonnade.jdbc.time;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Turns java.time into java.sql.Date, Time and Timestamp and back. The rule: what has a zone is an instant and stays
 * one, whatever the calendar; what has none is a wall clock and is shown by the calendar's zone, or the JVM's. Called by
 * result sets and prepared statements; safe for threads, and it never writes to the caller's calendar. What is too far from 1970
 * for java.sql is an IllegalArgumentException.
 */
public final class LegacyTimes {
    private static final LocalDate EPOCH_DAY = LocalDate.ofEpochDay(0);

    /** Some years less than java.sql can count in milliseconds: behind them it would begin again at the other end. */
    private static final long MOST_YEARS = 292_000_000;

    private static final long MOST_DAYS = MOST_YEARS * 365;

    private LegacyTimes() {}

    /** Returns the instant of a value, or the instant at which the calendar's clock shows it. */
    public static Timestamp timestamp(Temporal value, @Nullable Calendar calendar) {
        if (value instanceof OffsetDateTime) {
            return Timestamp.from(((OffsetDateTime) value).toInstant());
        }
        LocalDateTime wall = wallClock(value);
        checkNear(wall.getYear(), MOST_YEARS);
        if (calendar == null) {
            return Timestamp.valueOf(wall);
        }
        Timestamp timestamp = new Timestamp(millis(wall, calendar));
        timestamp.setNanos(wall.getNano());
        return timestamp;
    }

    /** Returns midnight of a value's date by the calendar's clock. */
    public static Date date(Temporal value, @Nullable Calendar calendar) {
        LocalDate date = dateOf(value, calendar);
        checkNear(date.getYear(), MOST_YEARS);
        return calendar == null ? date(date.toEpochDay()) : new Date(millis(date.atStartOfDay(), calendar));
    }

    /** Returns midnight of a date, given as its day since the epoch, by the JVM's clock. */
    public static Date date(long epochDay) {
        checkNear(epochDay, MOST_DAYS);
        return new Date(Midnights.millis(epochDay));
    }

    private static void checkNear(long distance, long most) {
        if (Math.abs(distance) > most) {
            throw new IllegalArgumentException("too far from 1970");
        }
    }

    private static LocalDate dateOf(Temporal value, @Nullable Calendar calendar) {
        if (value instanceof LocalDate) {
            return (LocalDate) value;
        }
        return value instanceof OffsetDateTime
                ? zoned((OffsetDateTime) value, calendar).toLocalDate()
                : wallClock(value).toLocalDate();
    }

    /** Returns a value's time of day, on the first of January 1970, by the calendar's clock. */
    public static Time time(Temporal value, @Nullable Calendar calendar) {
        LocalTime time = value instanceof OffsetDateTime
                ? zoned((OffsetDateTime) value, calendar).toLocalTime()
                : wallClock(value).toLocalTime();
        return new Time(millis(EPOCH_DAY.atTime(time), calendar) + time.getNano() / 1_000_000);
    }

    /** Returns both what a timestamp is, an instant, and what it shows by the calendar's clock. */
    public static BoundTime bound(Timestamp value, @Nullable Calendar calendar) {
        return BoundTime.timestamp(wallClock(value.getTime(), calendar).withNano(value.getNanos()), value.toInstant());
    }

    /** Returns the day that the calendar's clock shows, and its midnight. */
    public static BoundTime bound(Date value, @Nullable Calendar calendar) {
        LocalDate date = wallClock(value.getTime(), calendar).toLocalDate();
        return BoundTime.date(date, Instant.ofEpochMilli(millis(date.atStartOfDay(), calendar)));
    }

    public static LocalTime localTime(Time value, @Nullable Calendar calendar) {
        return wallClock(value.getTime(), calendar).toLocalTime();
    }

    private static ZonedDateTime zoned(OffsetDateTime value, @Nullable Calendar calendar) {
        return value.atZoneSameInstant(zone(calendar));
    }

    private static ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    private static LocalDateTime wallClock(Temporal value) {
        if (value instanceof LocalDate) {
            return ((LocalDate) value).atStartOfDay();
        }
        return value instanceof LocalTime ? EPOCH_DAY.atTime((LocalTime) value) : (LocalDateTime) value;
    }

    /** Finds the millisecond, without the fraction of its second, at which the calendar shows a wall clock. */
    private static long millis(LocalDateTime wall, @Nullable Calendar calendar) {
        Calendar fields = clock(calendar);
        fields.clear();
        boolean beforeChrist = wall.getYear() <= 0;
        fields.set(Calendar.ERA, beforeChrist ? GregorianCalendar.BC : GregorianCalendar.AD);
        fields.set(
                beforeChrist ? 1 - wall.getYear() : wall.getYear(),
                wall.getMonthValue() - 1,
                wall.getDayOfMonth(),
                wall.getHour(),
                wall.getMinute(),
                wall.getSecond());
        return fields.getTimeInMillis();
    }

    private static LocalDateTime wallClock(long millis, @Nullable Calendar calendar) {
        Calendar fields = clock(calendar);
        fields.setTimeInMillis(millis);
        int year = fields.get(Calendar.YEAR);
        int month = fields.get(Calendar.MONTH) + 1;
        // Counted from the month's first: java.sql's leap days before 1582 are not all java.time's.
        return LocalDate.of(fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year, month, 1)
                .plusDays(fields.get(Calendar.DAY_OF_MONTH) - 1L)
                .atTime(
                        fields.get(Calendar.HOUR_OF_DAY),
                        fields.get(Calendar.MINUTE),
                        fields.get(Calendar.SECOND),
                        fields.get(Calendar.MILLISECOND) * 1_000_000);
    }

    /** What a caller's calendar says is a zone; its years may be Buddhist, and java.sql counts as this calendar does. */
    private static Calendar clock(@Nullable Calendar calendar) {
        return calendar == null
                ? new GregorianCalendar(TimeZone.getDefault(), Locale.ROOT)
                : new GregorianCalendar(calendar.getTimeZone(), Locale.ROOT);
    }
}
