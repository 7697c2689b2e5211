package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseVariableWidthVector;

/** Texts and bytes with offsets of four bytes: at most as many bytes in all as an int counts. */
final class NarrowBuffers extends VaryingBuffers {
    private final BaseVariableWidthVector vector;

    NarrowBuffers(ResultColumn column, BaseVariableWidthVector vector) {
        super(column);
        this.vector = vector;
    }

    @Override
    void allocate(long bytes, int rows) {
        vector.allocateNew(bytes, rows);
    }

    @Override
    void enlarge(long bytes) {
        vector.reallocDataBuffer(bytes);
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
        MemoryUtil.putInt(offsets + (long) row * Integer.BYTES, (int) offset);
    }

    @Override
    long offset(long offsets, int row) {
        return MemoryUtil.getInt(offsets + (long) row * Integer.BYTES);
    }

    @Override
    void handOver(int rows) {
        vector.setLastSet(rows - 1);
        vector.setValueCount(rows);
    }
}
