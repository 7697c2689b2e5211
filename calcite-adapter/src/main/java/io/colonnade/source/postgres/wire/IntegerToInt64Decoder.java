package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;

/** Other numbers that must be integers of eight bytes. */
final class IntegerToInt64Decoder extends FixedWidthDecoder {
    private final WireInteger source;

    IntegerToInt64Decoder(ResultColumn column, BigIntVector vector, WireInteger source) {
        super(column, vector);
        this.source = source;
    }

    @Override
    int decode(long address, int length, int row) {
        MemoryUtil.putLong(values() + ((long) row << 3), source.read(address, length));
        return 0;
    }
}
