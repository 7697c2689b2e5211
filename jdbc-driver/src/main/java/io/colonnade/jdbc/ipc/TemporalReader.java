package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.temporal.Temporal;

/** What dates, times and timestamps share: a count of ticks, and text as PostgreSQL writes it. */
abstract class TemporalReader extends ColumnReader {
    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int width;
    private final long ticksPerSecond;
    private final long nanosPerTick;
    private ByteBuffer values = ByteBuffer.allocate(0);

    TemporalReader(ArrowField field) {
        super(field);
        this.width = field.detail().byteWidth();
        this.nanosPerTick = field.detail().nanosPerTick();
        this.ticksPerSecond = NANOS_PER_SECOND / nanosPerTick;
    }

    @Override
    final void loadValues(BatchBody body, int rows) throws SQLException {
        values = body.nextBuffer((long) rows * width);
    }

    final long ticks(int row) {
        return width == 4 ? values.getInt(row << 2) : values.getLong(row << 3);
    }

    final long seconds(long ticks) {
        return Math.floorDiv(ticks, ticksPerSecond);
    }

    final int nanos(long ticks) {
        return (int) (Math.floorMod(ticks, ticksPerSecond) * nanosPerTick);
    }

    /** Returns the value, where java.time has it. */
    abstract Temporal read(int row);

    @Override
    public final Temporal temporalValue(int row) throws SQLException {
        try {
            return read(row);
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange("a date or time");
        }
    }

    @Override
    public final Object value(int row) throws SQLException {
        return temporalValue(row);
    }

    @Override
    public String stringValue(int row) throws SQLException {
        return TemporalText.format(temporalValue(row));
    }
}
