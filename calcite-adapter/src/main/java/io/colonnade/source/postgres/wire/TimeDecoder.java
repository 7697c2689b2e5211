package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.TimeMicroVector;

/** Times of day, in microseconds; PostgreSQL's 24:00 has no counterpart in Arrow. */
final class TimeDecoder extends FixedWidthDecoder {
    TimeDecoder(ResultColumn column, TimeMicroVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        long time = BigEndian.int8(address, length);
        if (time < 0 || time > PostgresEpoch.MICROSECONDS_PER_DAY) {
            throw new WireFormatException("a time outside the day");
        }
        if (time == PostgresEpoch.MICROSECONDS_PER_DAY) {
            throw Misfit.outOfRange(column());
        }
        MemoryUtil.putLong(values() + ((long) row << 3), time);
        return 0;
    }
}
