package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;

/**
 * One numeric in PostgreSQL's format, read where it lies: groups of four decimal digits, the weight of the first of them as a
 * power of 10,000, the sign, the digits to show. Groups of zeros at either end are left out. Opened again for each value,
 * so that none is an object. For one thread.
 */
final class WireNumeric {
    /** The digits that every long holds. */
    static final int LONG_DIGITS = 18;

    static final int GROUP_DIGITS = 4;

    private static final int GROUP = 10_000;
    private static final int HEADER_BYTES = 8;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;
    /** Groups that are taken together while a number grows beyond one long. */
    private static final int STRIDE = 4;

    private static final long STRIDE_FACTOR = Magnitude.power(STRIDE * GROUP_DIGITS);

    private long digits;
    private int count;
    private int weight;
    private int sign;

    /** Takes the number at an address. */
    void open(long address, int length) {
        if (length < HEADER_BYTES) {
            throw new WireFormatException("a numeric of " + length + " bytes");
        }
        count = BigEndian.unsigned2(address);
        weight = (short) BigEndian.unsigned2(address + 2);
        sign = BigEndian.unsigned2(address + 4);
        digits = address + HEADER_BYTES;
        if (length != HEADER_BYTES + 2 * count) {
            throw new WireFormatException("a numeric of " + length + " bytes with " + count + " groups of digits");
        }
        if (sign != 0 && sign != NEGATIVE) {
            checkSpecial();
        }
        skipLeadingZeros();
    }

    private void checkSpecial() {
        if (sign != NAN && sign != INFINITY && sign != NEGATIVE_INFINITY) {
            throw new WireFormatException("a numeric of an unknown sign");
        }
    }

    /** PostgreSQL sends none, and what follows counts on it. */
    private void skipLeadingZeros() {
        while (count > 0 && group(0) == 0) {
            digits += Short.BYTES;
            weight--;
            count--;
        }
    }

    /** Refuses NaN and infinity. */
    void requireFinite(ResultColumn column) {
        if (!isFinite()) {
            throw Misfit.notFinite(column);
        }
    }

    boolean isFinite() {
        return sign == 0 || sign == NEGATIVE;
    }

    boolean isNegative() {
        return sign == NEGATIVE;
    }

    /** Returns what is not finite as a double. */
    double special() {
        if (sign == NAN) {
            return Double.NaN;
        }
        return sign == INFINITY ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    int groups() {
        return count;
    }

    /** Returns the power of ten of the last group. */
    int exponent() {
        return GROUP_DIGITS * (weight - count + 1);
    }

    int group(int index) {
        int group = BigEndian.unsigned2(digits + (long) index * Short.BYTES);
        if (group >= GROUP) {
            throw new WireFormatException("a numeric with a digit beyond 9999");
        }
        return group;
    }

    /** Returns the digits before the point; 0 or fewer for what is less than one. */
    int integerDigits() {
        return count == 0 ? 0 : GROUP_DIGITS * weight + decimalDigits(group(0));
    }

    private static int decimalDigits(int group) {
        if (group >= 100) {
            return group >= 1_000 ? 4 : 3;
        }
        return group >= 10 ? 2 : 1;
    }

    /**
     * Decides on the digits beyond a scale.
     *
     * @return whether they round the number up, half upwards
     * @throws io.colonnade.error.ColonnadeException if one is not zero and the column is promised
     */
    boolean roundsUp(int scale, ResultColumn column) {
        int whole = wholeGroups(scale);
        return whole < count && roundsUp(whole, powerOf(whole, scale), column);
    }

    private boolean roundsUp(int first, int power, ResultColumn column) {
        int unit = power < -GROUP_DIGITS ? GROUP : (int) Magnitude.power(-power);
        int rest = power < -GROUP_DIGITS ? group(first) : group(first) % unit;
        boolean lost = rest != 0;
        for (int index = first + 1; index < count && !lost; index++) {
            lost = group(index) != 0;
        }
        if (lost && column.promised()) {
            throw Misfit.tooPrecise(column);
        }
        return power >= -GROUP_DIGITS && rest * 2 >= unit;
    }

    /** Returns how many groups lie wholly before the end of a scale. */
    private int wholeGroups(int scale) {
        int power = powerOf(0, scale);
        return power < 0 ? 0 : power / GROUP_DIGITS + 1;
    }

    /** Returns the power of ten by which a group counts once the number is multiplied by ten to a scale. */
    private int powerOf(int index, int scale) {
        return GROUP_DIGITS * (weight - index) + scale;
    }

    /** Returns whether {@link #unscaled(int)} can be asked. */
    boolean fitsLong(int scale) {
        return GROUP_DIGITS * (weight + 1) + scale <= LONG_DIGITS;
    }

    /** Returns the number times ten to a scale, without its sign and without what lies beyond the scale. */
    long unscaled(int scale) {
        int power = powerOf(0, scale);
        long value = 0;
        int index = 0;
        for (; index < count && power >= 0; index++, power -= GROUP_DIGITS) {
            value = value * GROUP + group(index);
        }
        if (index == count) {
            return value == 0 ? 0 : value * Magnitude.power(power + GROUP_DIGITS);
        }
        return power <= -GROUP_DIGITS
                ? value
                : value * Magnitude.power(power + GROUP_DIGITS) + group(index) / (int) Magnitude.power(-power);
    }

    /** Adds what {@link #unscaled(int)} would return to a magnitude that is zero and wide enough. */
    void unscaled(int scale, Magnitude into) {
        int whole = Math.min(count, wholeGroups(scale));
        int index = 0;
        for (; index + STRIDE <= whole; index += STRIDE) {
            into.multiplyAdd(STRIDE_FACTOR, stride(index));
        }
        for (; index < whole; index++) {
            into.multiplyAdd(GROUP, group(index));
        }
        int power = powerOf(index, scale);
        if (index == count) {
            into.scaleUp(count == 0 ? 0 : power + GROUP_DIGITS);
        } else if (power > -GROUP_DIGITS) {
            into.multiplyAdd(Magnitude.power(power + GROUP_DIGITS), group(index) / (int) Magnitude.power(-power));
        }
    }

    private long stride(int first) {
        long value = 0;
        for (int index = first; index < first + STRIDE; index++) {
            value = value * GROUP + group(index);
        }
        return value;
    }
}
