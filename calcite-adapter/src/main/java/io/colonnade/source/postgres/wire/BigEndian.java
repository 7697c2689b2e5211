package io.colonnade.source.postgres.wire;

import org.apache.arrow.memory.util.MemoryUtil;

/** Numbers in the network's byte order, of exactly the length that their type has. Stateless. */
final class BigEndian {
    private BigEndian() {}

    static byte int1(long address, int length) {
        checkLength(length, Byte.BYTES);
        return MemoryUtil.getByte(address);
    }

    static short int2(long address, int length) {
        checkLength(length, Short.BYTES);
        return Short.reverseBytes(MemoryUtil.getShort(address));
    }

    static int int4(long address, int length) {
        checkLength(length, Integer.BYTES);
        return Integer.reverseBytes(MemoryUtil.getInt(address));
    }

    static long int8(long address, int length) {
        checkLength(length, Long.BYTES);
        return Long.reverseBytes(MemoryUtil.getLong(address));
    }

    /** Reads a number of two bytes without a sign, whose place has been checked. */
    static int unsigned2(long address) {
        return Short.toUnsignedInt(Short.reverseBytes(MemoryUtil.getShort(address)));
    }

    static void checkLength(int length, int expected) {
        if (length != expected) {
            throw new WireFormatException("a value of " + length + " bytes where its type has " + expected);
        }
    }
}
