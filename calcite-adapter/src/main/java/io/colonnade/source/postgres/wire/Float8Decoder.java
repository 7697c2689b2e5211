package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.Float8Vector;

/** Double-precision numbers as they are; of the many bit patterns of NaN, Java's. */
final class Float8Decoder extends FixedWidthDecoder {
    Float8Decoder(ResultColumn column, Float8Vector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        double value = Double.longBitsToDouble(BigEndian.int8(address, length));
        MemoryUtil.putLong(values() + ((long) row << 3), Double.doubleToLongBits(value));
        return 0;
    }
}
