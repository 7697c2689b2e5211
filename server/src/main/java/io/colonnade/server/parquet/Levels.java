package io.colonnade.server.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/**
 * Which rows of a page have a value: Parquet's definition levels. Those of a flat column are one bit each, in the order in which
 * Arrow has them, so that packing them is copying them.
 */
final class Levels {
    private final boolean nullable;
    private byte[] bits = new byte[64];
    private int rows;
    private int nulls;

    Levels(boolean nullable) {
        this.nullable = nullable;
    }

    int rows() {
        return rows;
    }

    int nulls() {
        return nulls;
    }

    void clear() {
        Arrays.fill(bits, 0, bytes(rows), (byte) 0);
        rows = 0;
        nulls = 0;
    }

    /** Returns whether a row of the page has a value. */
    boolean isSet(int row) {
        return bit(row) != 0;
    }

    /** Returns 1 for a row of the page that has a value, or else 0. */
    int bit(int row) {
        return bits[row >> 3] >> (row & 7) & 1;
    }

    /** Adds rows, all of which have a value. */
    void addSet(int count) {
        grow(count);
        int row = rows;
        int end = rows + count;
        while (row < end && (row & 7) != 0) {
            set(row++);
        }
        int whole = row + (end - row) / Byte.SIZE * Byte.SIZE;
        Arrays.fill(bits, row >> 3, whole >> 3, (byte) 0xff);
        for (row = whole; row < end; row++) {
            set(row);
        }
        rows = end;
    }

    /** Adds rows of a vector, and returns how many of them have a value. */
    int add(FieldVector vector, int from, int count) {
        grow(count);
        int first = from >> 3;
        ByteBuffer validity = vector.getValidityBuffer().nioBuffer(first, bytes(from + count) - first);
        int valid = 0;
        for (int i = 0; i < count; i++) {
            int at = from + i;
            int bit = validity.get((at >> 3) - first) >> (at & 7) & 1;
            bits[rows + i >> 3] |= (byte) (bit << (rows + i & 7));
            valid += bit;
        }
        if (valid < count && !nullable) {
            throw new IllegalStateException("A column that is never NULL has NULLs");
        }
        rows += count;
        nulls += count - valid;
        return valid;
    }

    /** Writes the levels in front of a page's values. */
    void write(PageBuffer out) {
        if (!nullable) {
            return;
        }
        int start = out.grow(Integer.BYTES);
        if (nulls == 0 || nulls == rows) {
            RunLengths.writeRun(nulls == 0 ? 1 : 0, rows, 1, out);
        } else {
            int groups = RunLengths.writePackedHead(rows, out);
            out.put(bits, 0, groups);
        }
        out.setInt(start, out.length() - start - Integer.BYTES);
    }

    private void set(int row) {
        bits[row >> 3] |= (byte) (1 << (row & 7));
    }

    private void grow(int count) {
        if (bytes(rows + count) > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(bytes(rows + count), 2 * bits.length));
        }
    }

    private static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
