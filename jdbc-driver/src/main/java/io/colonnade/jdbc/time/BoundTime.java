package io.colonnade.jdbc.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A java.sql.Timestamp or Date as a parameter: what a clock on the wall shows, and at which instant. Which of the two is
 * meant is known when the parameter's type is: a zone wants the instant. Made by {@link LegacyTimes}. Immutable.
 */
public final class BoundTime {
    private final LocalDateTime wall;
    private final Instant instant;
    private final boolean dateOnly;

    private BoundTime(LocalDateTime wall, Instant instant, boolean dateOnly) {
        this.wall = wall;
        this.instant = instant;
        this.dateOnly = dateOnly;
    }

    static BoundTime timestamp(LocalDateTime wall, Instant instant) {
        return new BoundTime(wall, instant, false);
    }

    static BoundTime date(LocalDate date, Instant midnight) {
        return new BoundTime(date.atStartOfDay(), midnight, true);
    }

    public LocalDateTime wall() {
        return wall;
    }

    public Instant instant() {
        return instant;
    }

    /** Tells whether the program bound a date, whose time of day is midnight. */
    public boolean isDate() {
        return dateOnly;
    }
}
