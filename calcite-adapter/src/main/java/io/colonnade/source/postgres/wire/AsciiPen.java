package io.colonnade.source.postgres.wire;

import org.apache.arrow.memory.util.MemoryUtil;

/** Writes characters one after another to an address, for values that PostgreSQL sends in parts. For one thread. */
final class AsciiPen {
    private static final String HEX = "0123456789abcdef";

    private long start;
    private long position;

    /** Begins at an address, where the caller has made room. */
    void begin(long address) {
        start = address;
        position = address;
    }

    /** Returns how many characters have been written. */
    int written() {
        return (int) (position - start);
    }

    void put(char character) {
        MemoryUtil.putByte(position++, (byte) character);
    }

    void put(String text) {
        for (int index = 0; index < text.length(); index++) {
            put(text.charAt(index));
        }
    }

    void putHex(int nibble) {
        put(HEX.charAt(nibble));
    }

    /** Writes a number that is not negative with at least so many digits. */
    void putDigits(long number, int least) {
        if (number >= 10 || least > 1) {
            putDigits(number / 10, least - 1);
        }
        put((char) ('0' + number % 10));
    }

    void putDecimal(long number) {
        if (number < 0) {
            put('-');
        }
        putDigits(Math.abs(number), 1);
    }

    /** Writes the four bytes at an address as an internet address of version 4. */
    void putAddress4(long address) {
        for (int index = 0; index < 4; index++) {
            if (index > 0) {
                put('.');
            }
            putDigits(Byte.toUnsignedInt(MemoryUtil.getByte(address + index)), 1);
        }
    }
}
