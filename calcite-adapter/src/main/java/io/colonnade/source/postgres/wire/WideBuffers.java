package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;

/** Texts with offsets of eight bytes. */
final class WideBuffers extends VaryingBuffers {
    private final BaseLargeVariableWidthVector vector;

    WideBuffers(ResultColumn column, BaseLargeVariableWidthVector vector) {
        super(column);
        this.vector = vector;
    }

    @Override
    void allocate(long bytes, int rows) {
        vector.allocateNew(bytes, rows);
    }

    @Override
    void enlarge(long bytes) {
        while (dataCapacity() < bytes) {
            vector.reallocDataBuffer();
        }
    }

    @Override
    long validityAddress() {
        return vector.getValidityBufferAddress();
    }

    @Override
    long offsetAddress() {
        return vector.getOffsetBufferAddress();
    }

    @Override
    long dataAddress() {
        return vector.getDataBufferAddress();
    }

    @Override
    long dataCapacity() {
        return vector.getDataBuffer().capacity();
    }

    @Override
    void putOffset(long offsets, int row, long offset) {
        MemoryUtil.putLong(offsets + (long) row * Long.BYTES, offset);
    }

    @Override
    long offset(long offsets, int row) {
        return MemoryUtil.getLong(offsets + (long) row * Long.BYTES);
    }

    @Override
    void handOver(int rows) {
        vector.setLastSet(rows - 1);
        vector.setValueCount(rows);
    }
}
