package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.TimeStampVector;

/** Timestamps with and without zone, which differ in their meaning only: microseconds since 2000 on the wire, since 1970 in Arrow. */
final class TimestampDecoder extends FixedWidthDecoder {
    TimestampDecoder(ResultColumn column, TimeStampVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        long time = BigEndian.int8(address, length);
        if (time > Long.MAX_VALUE - PostgresEpoch.MICROSECONDS || time == Long.MIN_VALUE) {
            throw time == Long.MAX_VALUE || time == Long.MIN_VALUE
                    ? Misfit.notFinite(column())
                    : Misfit.outOfRange(column());
        }
        MemoryUtil.putLong(values() + ((long) row << 3), time + PostgresEpoch.MICROSECONDS);
        return 0;
    }
}
