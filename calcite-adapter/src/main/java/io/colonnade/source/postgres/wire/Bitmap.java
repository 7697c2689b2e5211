package io.colonnade.source.postgres.wire;

import org.apache.arrow.memory.util.MemoryUtil;

/** Arrow's bitmaps at an address: the rows that are not NULL, and columns of truth values. Stateless. */
final class Bitmap {
    private Bitmap() {}

    static void presetAll(long bitmap, int rows) {
        MemoryUtil.setMemory(bitmap, (rows + 7L) / 8, (byte) -1);
    }

    static void clear(long bitmap, int row) {
        long address = bitmap + (row >> 3);
        MemoryUtil.putByte(address, (byte) (MemoryUtil.getByte(address) & ~(1 << (row & 7))));
    }

    static void set(long bitmap, int row) {
        long address = bitmap + (row >> 3);
        MemoryUtil.putByte(address, (byte) (MemoryUtil.getByte(address) | 1 << (row & 7)));
    }
}
