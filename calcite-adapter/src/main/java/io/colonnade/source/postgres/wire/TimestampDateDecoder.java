package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.DateDayVector;

/** Timestamps without zone as the dates that they fall on. */
final class TimestampDateDecoder extends FixedWidthDecoder {
    TimestampDateDecoder(ResultColumn column, DateDayVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        long time = BigEndian.int8(address, length);
        if (time == Long.MAX_VALUE || time == Long.MIN_VALUE) {
            throw Misfit.notFinite(column());
        }
        int days = (int) Math.floorDiv(time, PostgresEpoch.MICROSECONDS_PER_DAY);
        MemoryUtil.putInt(values() + ((long) row << 2), days + PostgresEpoch.DAYS);
        return 0;
    }
}
