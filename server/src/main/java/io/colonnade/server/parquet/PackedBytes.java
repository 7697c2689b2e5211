package io.colonnade.server.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Values of any length, one after the other in one array. What lies between two values belongs to none. */
final class PackedBytes {
    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int[] starts = new int[1 << 7];
    private int[] ends = new int[1 << 7];
    private int count;
    private long taken;

    int count() {
        return count;
    }

    byte[] array() {
        return bytes;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Returns how long all values are together. */
    long taken() {
        return taken;
    }

    long memory() {
        return bytes.length + 2L * starts.length * Integer.BYTES;
    }

    void clear() {
        length = 0;
        count = 0;
        taken = 0;
    }

    byte[] copy(int index) {
        return Arrays.copyOfRange(bytes, starts[index], ends[index]);
    }

    /** Makes room for bytes, and returns the place of the first. */
    int grow(int more) {
        int start = length;
        int end = Math.addExact(length, more);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        length = end;
        return start;
    }

    /** Copies bytes, and returns the place of the first. */
    int copy(ByteBuffer source) {
        int count = source.remaining();
        int start = grow(count);
        source.get(bytes, start, count);
        return start;
    }

    /** Says that a value lies between two places. */
    void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        count++;
        taken += end - start;
    }

    /** Copies a value of another. */
    void add(PackedBytes other, int index) {
        int size = other.ends[index] - other.starts[index];
        int start = grow(size);
        System.arraycopy(other.bytes, other.starts[index], bytes, start, size);
        add(start, start + size);
    }

    boolean equal(int index, PackedBytes other, int otherIndex) {
        return Arrays.equals(
                bytes, starts[index], ends[index], other.bytes, other.starts[otherIndex], other.ends[otherIndex]);
    }
}
