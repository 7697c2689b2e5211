package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.IntVector;

/** Integers of four bytes as they are. */
final class Int4Decoder extends FixedWidthDecoder {
    Int4Decoder(ResultColumn column, IntVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        MemoryUtil.putInt(values() + ((long) row << 2), BigEndian.int4(address, length));
        return 0;
    }
}
