package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.IntVector;

/** Other numbers that must be integers of four bytes. */
final class IntegerToInt32Decoder extends FixedWidthDecoder {
    private final WireInteger source;

    IntegerToInt32Decoder(ResultColumn column, IntVector vector, WireInteger source) {
        super(column, vector);
        this.source = source;
    }

    @Override
    int decode(long address, int length, int row) {
        long value = source.read(address, length);
        if (value != (int) value) {
            throw Misfit.outOfRange(column());
        }
        MemoryUtil.putInt(values() + ((long) row << 2), (int) value);
        return 0;
    }
}
