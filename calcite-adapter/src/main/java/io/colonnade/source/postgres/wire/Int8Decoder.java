package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;

/** Integers of eight bytes as they are. */
final class Int8Decoder extends FixedWidthDecoder {
    Int8Decoder(ResultColumn column, BigIntVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        MemoryUtil.putLong(values() + ((long) row << 3), BigEndian.int8(address, length));
        return 0;
    }
}
