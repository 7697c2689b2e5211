package io.colonnade.jdbc.ipc;

import java.time.LocalTime;
import java.time.temporal.Temporal;

/** Times of day: what a clock on the wall shows, in no zone at all. */
final class TimeReader extends TemporalReader {
    private static final long SECONDS_PER_DAY = 86_400;

    TimeReader(ArrowField field) {
        super(field);
    }

    @Override
    public Temporal temporalValue(int row) {
        long ticks = ticks(row);
        long seconds = seconds(ticks);
        // PostgreSQL knows 24:00:00; java.time's last instant of the day comes nearest.
        return seconds == SECONDS_PER_DAY
                ? LocalTime.MAX
                : LocalTime.ofNanoOfDay(seconds * NANOS_PER_SECOND + nanos(ticks));
    }

    @Override
    public String stringValue(int row) {
        return seconds(ticks(row)) == SECONDS_PER_DAY ? "24:00:00" : super.stringValue(row);
    }
}
