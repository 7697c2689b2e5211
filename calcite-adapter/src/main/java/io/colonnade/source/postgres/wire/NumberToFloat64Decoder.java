package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.Float8Vector;

/** Other numbers as double-precision ones. */
final class NumberToFloat64Decoder extends FixedWidthDecoder {
    private final WireDouble source;

    NumberToFloat64Decoder(ResultColumn column, Float8Vector vector, WireDouble source) {
        super(column, vector);
        this.source = source;
    }

    @Override
    int decode(long address, int length, int row) {
        double value = source.read(address, length);
        MemoryUtil.putLong(values() + ((long) row << 3), Double.doubleToLongBits(value));
        return 0;
    }
}
