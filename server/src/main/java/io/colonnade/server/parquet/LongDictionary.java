package io.colonnade.server.parquet;

import java.security.SecureRandom;
import java.util.Arrays;

/** Numbers, each once, in the order in which they came first. */
final class LongDictionary {
    /** Of this process only, so that nobody can choose values that fall on the same place. */
    private static final long SEED = new SecureRandom().nextLong();

    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int NONE = -1;
    private static final int SMALLEST_TABLE = 1 << 10;

    private long[] keys = new long[SMALLEST_TABLE / 2];
    private int[] table = emptyTable(SMALLEST_TABLE);
    private int size;

    int size() {
        return size;
    }

    long key(int id) {
        return keys[id];
    }

    long memory() {
        return (long) keys.length * Long.BYTES + (long) table.length * Integer.BYTES;
    }

    /** Finds the numbers' places, adding those that are new; returns false where there would be too many of them. */
    boolean find(long[] values, int count, int most, int[] ids) {
        for (int i = 0; i < count; i++) {
            int id = find(values[i]);
            if (id >= most) {
                return false;
            }
            ids[i] = id;
        }
        return true;
    }

    private int find(long value) {
        int mask = table.length - 1;
        int slot = slot(value);
        while (true) {
            int id = table[slot];
            if (id == NONE) {
                return add(value, slot);
            }
            if (keys[id] == value) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    private int add(long value, int slot) {
        if (size == keys.length) {
            grow();
            return find(value);
        }
        keys[size] = value;
        table[slot] = size;
        return size++;
    }

    /** Half of the table stays empty, so that a number is found within few steps. */
    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        table = emptyTable(2 * table.length);
        int mask = table.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = slot(keys[id]);
            while (table[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            table[slot] = id;
        }
    }

    /** The upper bits of the product, since all bits of the value come together in them. */
    private int slot(long value) {
        long seeded = value ^ SEED;
        return (int) ((seeded ^ seeded >>> 32) * MIX >>> Long.numberOfLeadingZeros(table.length - 1));
    }

    private static int[] emptyTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }
}
