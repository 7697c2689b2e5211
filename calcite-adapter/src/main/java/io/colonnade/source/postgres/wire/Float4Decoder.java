package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.Float4Vector;

/** Single-precision numbers as they are; of the many bit patterns of NaN, Java's. */
final class Float4Decoder extends FixedWidthDecoder {
    Float4Decoder(ResultColumn column, Float4Vector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        float value = Float.intBitsToFloat(BigEndian.int4(address, length));
        MemoryUtil.putInt(values() + ((long) row << 2), Float.floatToIntBits(value));
        return 0;
    }
}
