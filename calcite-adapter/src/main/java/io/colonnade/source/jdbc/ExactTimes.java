package io.colonnade.source.jdbc;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times to Arrow's integers. Drivers give infinity as the ends of java.time's ranges, which no database
 * reaches with a finite value, and 24:00 as the last nanosecond of a day: neither has a counterpart in Arrow.
 */
final class ExactTimes {
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;

    private ExactTimes() {}

    static int day(LocalDate date, ResultColumn column) {
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            throw Misfit.notFinite(column);
        }
        return Math.toIntExact(date.toEpochDay());
    }

    static long microsecondOfDay(LocalTime time, ResultColumn column) {
        if (time.equals(LocalTime.MAX)) {
            throw Misfit.outOfRange(column);
        }
        return time.toNanoOfDay() / 1_000;
    }

    static long microseconds(LocalDateTime time, ResultColumn column) {
        if (time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN)) {
            throw Misfit.notFinite(column);
        }
        return microseconds(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), column);
    }

    static long microseconds(OffsetDateTime time, ResultColumn column) {
        if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
            throw Misfit.notFinite(column);
        }
        return microseconds(time.toEpochSecond(), time.getNano(), column);
    }

    private static long microseconds(long seconds, int nanoseconds, ResultColumn column) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, MICROSECONDS_PER_SECOND), nanoseconds / 1_000);
        } catch (ArithmeticException overflow) {
            throw Misfit.outOfRange(column);
        }
    }
}
