package io.colonnade.server.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions to eight bytes at once. The lowest byte that an answer marks is right; those above it may be marked in error. */
final class EightBytes {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private EightBytes() {}

    /** Returns the eight bytes at a place, the first of them lowest. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Returns eight times the same byte. */
    static long all(char value) {
        return ONES * value;
    }

    /** Marks the bytes that equal those of the pattern. */
    static long equal(long word, long pattern) {
        long difference = word ^ pattern;
        return (difference - ONES) & ~difference & HIGH_BITS;
    }

    /** Marks the bytes below a space: the control characters. */
    static long control(long word) {
        return (word - ONES * ' ') & ~word & HIGH_BITS;
    }

    /** Returns which byte is the lowest that is marked. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
