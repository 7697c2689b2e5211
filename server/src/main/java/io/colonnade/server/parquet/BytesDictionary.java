package io.colonnade.server.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/** Values of any length, each once, in the order in which they came first. */
final class BytesDictionary {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9e3779b97f4a7c15L;
    /** Of this process only, so that nobody can choose values that fall on the same place. */
    private static final long SEED = new SecureRandom().nextLong();

    private static final int NONE = -1;
    private static final int SMALLEST_TABLE = 1 << 10;

    private final PackedBytes keys = new PackedBytes();
    private int[] hashes = new int[SMALLEST_TABLE / 2];
    private int[] table = emptyTable(SMALLEST_TABLE);

    int size() {
        return keys.count();
    }

    PackedBytes keys() {
        return keys;
    }

    long memory() {
        return keys.memory() + (long) (hashes.length + table.length) * Integer.BYTES;
    }

    /** Finds the values' places, adding those that are new; returns false where they would take too many bytes. */
    boolean find(PackedBytes values, long most, int[] ids) {
        for (int i = 0; i < values.count(); i++) {
            ids[i] = find(values, i);
            if (keys.taken() > most) {
                return false;
            }
        }
        return true;
    }

    private int find(PackedBytes values, int index) {
        int hash = hash(values.array(), values.start(index), values.end(index));
        int mask = table.length - 1;
        int slot = slot(hash);
        while (table[slot] != NONE) {
            int id = table[slot];
            if (hashes[id] == hash && keys.equal(id, values, index)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
        return add(values, index, hash);
    }

    private int add(PackedBytes values, int index, int hash) {
        int id = keys.count();
        if (id == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * id);
            table = emptyTable(2 * table.length);
            for (int known = 0; known < id; known++) {
                place(known);
            }
        }
        keys.add(values, index);
        hashes[id] = hash;
        place(id);
        return id;
    }

    /** Half of the table stays empty, so that a value is found within few steps. */
    private void place(int id) {
        int mask = table.length - 1;
        int slot = slot(hashes[id]);
        while (table[slot] != NONE) {
            slot = slot + 1 & mask;
        }
        table[slot] = id;
    }

    private int slot(int hash) {
        return hash >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    private static int hash(byte[] bytes, int start, int end) {
        long mixed = SEED ^ end - start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            mixed = mix(mixed, (long) LONG.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        mixed = mix(mixed, rest);
        return (int) (mixed >>> 32);
    }

    private static long mix(long mixed, long value) {
        long product = (mixed ^ value) * MIX;
        return product ^ product >>> 29;
    }

    private static int[] emptyTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }
}
