package io.colonnade.source.postgres.wire;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.util.OversizedAllocationException;

/** The buffers of a column of texts or bytes while a batch fills them row by row. For one thread. */
abstract class VaryingBuffers {
    private static final int FIRST_AVERAGE = 16;
    private static final int SMALLEST = 1_024;

    private final ResultColumn column;
    private double average = FIRST_AVERAGE;
    private long validity;
    private long offsets;
    private long data;
    private long capacity;
    private long end;

    VaryingBuffers(ResultColumn column) {
        this.column = column;
    }

    /** Gives the vector new buffers; only its bytes need not be zero. */
    abstract void allocate(long bytes, int rows);

    /** Copies the bytes into a buffer of more, or fails with {@link OversizedAllocationException}. */
    abstract void enlarge(long bytes);

    abstract long validityAddress();

    abstract long offsetAddress();

    abstract long dataAddress();

    abstract long dataCapacity();

    /** Writes the offset where a row begins, which is where the one before it ends. */
    abstract void putOffset(long offsets, int row, long offset);

    abstract long offset(long offsets, int row);

    abstract void handOver(int rows);

    final void begin(int rows) {
        long expected = (long) Math.min(ReadOptions.BATCH_BYTES, average * rows);
        allocate(Math.max(SMALLEST, expected), rows);
        validity = validityAddress();
        offsets = offsetAddress();
        Bitmap.presetAll(validity, rows);
        end = 0;
        useData();
    }

    private void useData() {
        data = dataAddress();
        capacity = dataCapacity();
    }

    /** Returns where the next value goes, with room for it. */
    final long room(int bytes) {
        if (bytes > capacity - end) {
            grow(end + bytes);
        }
        return data + end;
    }

    private void grow(long needed) {
        try {
            enlarge(Math.max(needed, 2 * capacity));
        } catch (OversizedAllocationException tooMuch) {
            throw ColonnadeException.causedBy(
                    tooMuch,
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot return column '" + column.name()
                            + "': a batch cannot hold a value of that length; select a part of it");
        }
        useData();
    }

    /** Ends the row's value after so many bytes and returns their number. */
    final int put(int row, int bytes) {
        end += bytes;
        putOffset(offsets, row + 1, end);
        return bytes;
    }

    final void putNull(int row) {
        Bitmap.clear(validity, row);
        putOffset(offsets, row + 1, end);
    }

    final void finish(int rows) {
        if (rows > 0) {
            average = (double) offset(offsets, rows) / rows;
        }
        handOver(rows);
    }

    /** Copies a value that is stored as it arrives. */
    final int copy(long address, int length, int row) {
        MemoryUtil.copyMemory(address, room(length), length);
        return put(row, length);
    }
}
