package io.colonnade.jdbc.time;

import java.sql.Date;
import java.time.LocalDate;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Midnights by the JVM's clock, which java.sql.Date finds anew for each date by way of a calendar: a column of dates asks
 * for the same days over and over. Safe for threads: what is remembered is immutable, and found twice at worst.
 */
final class Midnights {
    /** Eleven years of days in a row have a place each. */
    private static final int PLACES = 1 << 12;

    private static volatile Midnights known = new Midnights(TimeZone.getDefault());

    private final TimeZone zone;
    private final @Nullable Midnight[] midnights = new Midnight[PLACES];

    private Midnights(TimeZone zone) {
        this.zone = zone;
    }

    /** Returns the milliseconds of what {@link Date#valueOf(LocalDate)} would now make of a day since the epoch. */
    static long millis(long day) {
        Midnights ofZone = known;
        TimeZone now = TimeZone.getDefault();
        if (!ofZone.zone.equals(now)) {
            ofZone = new Midnights(now);
            known = ofZone;
        }
        return ofZone.of(day);
    }

    private long of(long day) {
        int place = (int) day & (PLACES - 1);
        Midnight midnight = midnights[place];
        if (midnight != null && midnight.day == day) {
            return midnight.millis;
        }
        long millis = Date.valueOf(LocalDate.ofEpochDay(day)).getTime();
        // Somebody may have changed the zone in between.
        if (zone.equals(TimeZone.getDefault())) {
            midnights[place] = new Midnight(day, millis);
        }
        return millis;
    }

    private static final class Midnight {
        private final long day;
        private final long millis;

        private Midnight(long day, long millis) {
            this.day = day;
            this.millis = millis;
        }
    }
}
