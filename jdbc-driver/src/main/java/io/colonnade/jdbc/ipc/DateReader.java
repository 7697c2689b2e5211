package io.colonnade.jdbc.ipc;

import java.time.LocalDate;
import java.time.temporal.Temporal;

/** Dates, as days or as milliseconds since the epoch. For one thread at a time, as all readers are. */
public final class DateReader extends TemporalReader {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private final boolean days;

    DateReader(ArrowField field) {
        super(field);
        this.days = field.kind() == ArrowKind.DATE_DAY;
    }

    /** Returns a date as its day since the epoch, which it takes no calendar to know. */
    public long epochDay(int row) {
        long ticks = ticks(row);
        return days ? ticks : Math.floorDiv(ticks, MILLIS_PER_DAY);
    }

    @Override
    Temporal read(int row) {
        return LocalDate.ofEpochDay(epochDay(row));
    }
}
