package io.colonnade.source.postgres.wire;

import org.apache.arrow.memory.util.MemoryUtil;

/** An integer without a sign, of 128 or 256 bits, that grows digit by digit and is then stored. For one thread. */
final class Magnitude {
    private static final long[] POWERS = new long[19];

    /** The lowest first. */
    private final long[] words;

    static {
        POWERS[0] = 1;
        for (int exponent = 1; exponent < POWERS.length; exponent++) {
            POWERS[exponent] = POWERS[exponent - 1] * 10;
        }
    }

    /** Creates zero, of as many words of 64 bits. */
    Magnitude(int words) {
        this.words = new long[words];
    }

    /** Returns ten to the power of 0 to 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    /** Returns ten to any power. */
    static Magnitude powerOfTen(int words, int exponent) {
        Magnitude power = new Magnitude(words);
        power.set(1);
        power.scaleUp(exponent);
        return power;
    }

    /** Becomes a number whose bits are not a sign. */
    void set(long value) {
        words[0] = value;
        for (int index = 1; index < words.length; index++) {
            words[index] = 0;
        }
    }

    /** Becomes itself times a factor plus another number, neither of them negative. */
    void multiplyAdd(long factor, long addend) {
        long carry = addend;
        for (int index = 0; index < words.length; index++) {
            long low = words[index] * factor;
            long sum = low + carry;
            carry = multiplyHigh(words[index], factor) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            words[index] = sum;
        }
    }

    /** The upper half of the product where the highest bit of the first factor is no sign. */
    private static long multiplyHigh(long unsigned, long factor) {
        return Math.multiplyHigh(unsigned, factor) + (unsigned >> 63 & factor);
    }

    /** Becomes itself times ten to a power. */
    void scaleUp(int exponent) {
        int left = exponent;
        for (; left > WireNumeric.LONG_DIGITS; left -= WireNumeric.LONG_DIGITS) {
            multiplyAdd(power(WireNumeric.LONG_DIGITS), 0);
        }
        if (left > 0) {
            multiplyAdd(power(left), 0);
        }
    }

    boolean isLessThan(Magnitude other) {
        for (int index = words.length - 1; index >= 0; index--) {
            if (words[index] != other.words[index]) {
                return Long.compareUnsigned(words[index], other.words[index]) < 0;
            }
        }
        return false;
    }

    /** Returns the lowest 64 bits, which are all where the number is known to be small. */
    long lowest() {
        return words[0];
    }

    /** Stores the number or its negation, in the order of bytes that Arrow and the machine share. */
    void store(long address, boolean negative) {
        long flip = negative ? -1 : 0;
        long carry = negative ? 1 : 0;
        for (int index = 0; index < words.length; index++) {
            long word = (words[index] ^ flip) + carry;
            carry = carry == 1 && word == 0 ? 1 : 0;
            MemoryUtil.putLong(address + (long) index * Long.BYTES, word);
        }
    }
}
