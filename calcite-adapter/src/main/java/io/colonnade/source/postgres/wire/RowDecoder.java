package io.colonnade.source.postgres.wire;

import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows in PostgreSQL's binary format into the vectors of one batch after the other. A row that would make a batch too large is
 * not taken, and comes again for the next one. For one thread.
 */
final class RowDecoder {
    private static final int OFFSET_BYTES = 4;

    private final ColumnDecoder[] columns;
    private final int types;
    private final int fixedRowBytes;
    private int count;
    private long bytes;

    private RowDecoder(ColumnDecoder[] columns, int types, int fixedRowBytes) {
        this.columns = columns;
        this.types = types;
        this.fixedRowBytes = fixedRowBytes;
    }

    /**
     * Chooses a decoder for each column.
     *
     * @param types the identifiers of what the statement returns; more than there are columns are fine, since an ORDER BY on
     *     what is not selected adds some that nobody reads
     */
    static RowDecoder of(List<ResultColumn> columns, VectorSchemaRoot root, int[] types, IntPredicate sentAsText) {
        if (types.length < columns.size()) {
            throw new WireFormatException(
                    "the source returns " + types.length + " columns, and " + columns.size() + " are planned");
        }
        ColumnDecoder[] decoders = new ColumnDecoder[columns.size()];
        int fixed = 0;
        for (int i = 0; i < decoders.length; i++) {
            FieldVector vector = root.getVector(i);
            decoders[i] = ColumnDecoders.of(columns.get(i), vector, types[i], sentAsText);
            fixed += columns.get(i).added()
                    + 1
                    + (vector instanceof BaseFixedWidthVector wide ? wide.getTypeWidth() : OFFSET_BYTES);
        }
        return new RowDecoder(decoders, types.length, fixed);
    }

    /** Begins a batch of at most so many rows. */
    void begin(int rows) {
        count = 0;
        bytes = 0;
        for (ColumnDecoder column : columns) {
            column.begin(rows);
        }
    }

    /**
     * Takes a row.
     *
     * @param body of its message
     * @return false if it does not fit into the batch any more, which then is to be finished
     */
    boolean take(long body, int length) {
        long end = body + length;
        long position = body + Short.BYTES;
        if (position > end || Short.toUnsignedInt(Short.reverseBytes(MemoryUtil.getShort(body))) != types) {
            throw new WireFormatException("a row that is not as it was described");
        }
        long size = fixedRowBytes;
        for (ColumnDecoder column : columns) {
            if (position + Integer.BYTES > end) {
                throw truncated();
            }
            int value = Integer.reverseBytes(MemoryUtil.getInt(position));
            position += Integer.BYTES;
            if (value < 0) {
                column.decodeNull(count);
            } else {
                if (value > end - position) {
                    throw truncated();
                }
                size += column.decode(position, value, count);
                position += value;
            }
        }
        if (count > 0 && bytes + size > ReadOptions.BATCH_BYTES) {
            return false;
        }
        bytes += size;
        count++;
        return true;
    }

    private static WireFormatException truncated() {
        return new WireFormatException("a row is shorter than it says");
    }

    /** Hands the batch over to the vectors. */
    void finish() {
        for (ColumnDecoder column : columns) {
            column.finish(count);
        }
    }

    /** Returns how many rows the batch has. */
    int count() {
        return count;
    }

    /** Returns how many bytes its rows take. */
    long bytes() {
        return bytes;
    }
}
