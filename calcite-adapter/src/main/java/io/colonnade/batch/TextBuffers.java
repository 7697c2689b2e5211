package io.colonnade.batch;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** The buffers of one text vector at their addresses, whether its offsets are narrow or wide. For one thread. */
final class TextBuffers {
    private final FieldVector vector;
    private final boolean wide;
    private final long validity;
    private final long offsets;
    private final long data;

    private TextBuffers(FieldVector vector, boolean wide) {
        this.vector = vector;
        this.wide = wide;
        this.validity = vector.getValidityBufferAddress();
        this.offsets = vector.getOffsetBufferAddress();
        this.data = vector.getDataBufferAddress();
    }

    /** Returns the buffers of a vector that has some. */
    static TextBuffers of(FieldVector vector) {
        return new TextBuffers(vector, vector instanceof BaseLargeVariableWidthVector);
    }

    /** Gives a vector buffers for so many rows and bytes, all of which the caller will write. */
    static TextBuffers allocate(FieldVector vector, long bytes, int rows) {
        if (vector instanceof BaseLargeVariableWidthVector large) {
            large.allocateNew(bytes, rows);
        } else {
            ((BaseVariableWidthVector) vector).allocateNew(bytes, rows);
        }
        TextBuffers buffers = of(vector);
        buffers.putOffset(0, 0);
        return buffers;
    }

    long data() {
        return data;
    }

    /** Returns the address behind the last byte that may be read. */
    long limit() {
        return data + vector.getDataBuffer().capacity();
    }

    long offset(int row) {
        return wide
                ? MemoryUtil.getLong(offsets + (long) row * Long.BYTES)
                : MemoryUtil.getInt(offsets + (long) row * Integer.BYTES);
    }

    void putOffset(int row, long offset) {
        if (wide) {
            MemoryUtil.putLong(offsets + (long) row * Long.BYTES, offset);
        } else {
            MemoryUtil.putInt(offsets + (long) row * Integer.BYTES, (int) offset);
        }
    }

    boolean isNull(int row) {
        return (MemoryUtil.getByte(validity + (row >> 3)) >> (row & 7) & 1) == 0;
    }

    /** Takes NULLs from another vector of as many rows. */
    void putNullsOf(TextBuffers other, int rows) {
        if (other.vector.getNullCount() == 0) {
            putNoNulls(rows);
        } else {
            MemoryUtil.copyMemory(other.validity, validity, (rows + 7L) / 8);
        }
    }

    void putNoNulls(int rows) {
        MemoryUtil.setMemory(validity, (rows + 7L) / 8, (byte) -1);
    }

    /** Says the vector how many rows were written. */
    void finish(int rows) {
        if (vector instanceof BaseLargeVariableWidthVector large) {
            large.setLastSet(rows - 1);
        } else {
            ((BaseVariableWidthVector) vector).setLastSet(rows - 1);
        }
        vector.setValueCount(rows);
    }
}
