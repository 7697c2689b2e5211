package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.DateDayVector;

/** Dates: days since 2000 on the wire, since 1970 in Arrow. */
final class DateDecoder extends FixedWidthDecoder {
    DateDecoder(ResultColumn column, DateDayVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        int days = BigEndian.int4(address, length);
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            throw Misfit.notFinite(column());
        }
        if (days > Integer.MAX_VALUE - PostgresEpoch.DAYS) {
            throw Misfit.outOfRange(column());
        }
        MemoryUtil.putInt(values() + ((long) row << 2), days + PostgresEpoch.DAYS);
        return 0;
    }
}
