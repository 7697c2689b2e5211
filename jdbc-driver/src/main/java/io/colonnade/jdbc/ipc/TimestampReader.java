package io.colonnade.jdbc.ipc;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/** Timestamps without a zone: a date and a time on the wall, not an instant. */
final class TimestampReader extends TemporalReader {
    TimestampReader(ArrowField field) {
        super(field);
    }

    @Override
    Temporal read(int row) {
        long ticks = ticks(row);
        return LocalDateTime.ofEpochSecond(seconds(ticks), nanos(ticks), ZoneOffset.UTC);
    }
}
