package io.colonnade.jdbc.ipc;

import java.sql.SQLException;
import java.time.LocalTime;
import java.time.temporal.Temporal;

/** Times of day: what a clock on the wall shows, in no zone at all. */
final class TimeReader extends TemporalReader {
    private static final long SECONDS_PER_DAY = 86_400;

    TimeReader(ArrowField field) {
        super(field);
    }

    @Override
    Temporal read(int row) {
        long ticks = ticks(row);
        long seconds = seconds(ticks);
        // PostgreSQL knows 24:00:00; java.time's last instant of the day comes nearest.
        return seconds == SECONDS_PER_DAY
                ? LocalTime.MAX
                : LocalTime.ofSecondOfDay(seconds).withNano(nanos(ticks));
    }

    @Override
    public String stringValue(int row) throws SQLException {
        return seconds(ticks(row)) == SECONDS_PER_DAY ? "24:00:00" : super.stringValue(row);
    }
}
