package io.colonnade.jdbc.ipc;

import java.time.LocalTime;
import java.time.temporal.Temporal;

/** Times of day: what a clock on the wall shows, in no zone at all. */
final class TimeReader extends TemporalReader {
    private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

    TimeReader(ArrowField field) {
        super(field);
    }

    @Override
    public Temporal temporalValue(int row) {
        long ticks = ticks(row);
        long nanos = seconds(ticks) * NANOS_PER_SECOND + nanos(ticks);
        // PostgreSQL knows 24:00:00; java.time's last instant of the day comes nearest.
        return nanos == NANOS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(nanos);
    }
}
