package io.colonnade.source.postgres.wire;

/** Numerics as the nearest doubles. */
final class NumericAsDouble implements WireDouble {
    /** Up to this power of ten, and up to this integer, doubles are exact, so that one division or product rounds once. */
    private static final int EXACT_POWER = 22;

    private static final long EXACT_INTEGER = 1L << 53;
    private static final int EXACT_GROUPS = 4;

    private static final double[] POWERS = new double[EXACT_POWER + 1];

    private final WireNumeric number = new WireNumeric();

    static {
        POWERS[0] = 1;
        for (int exponent = 1; exponent <= EXACT_POWER; exponent++) {
            POWERS[exponent] = POWERS[exponent - 1] * 10;
        }
    }

    @Override
    public double read(long address, int length) {
        number.open(address, length);
        if (!number.isFinite()) {
            return number.special();
        }
        double magnitude = magnitude();
        return number.isNegative() ? -magnitude : magnitude;
    }

    private double magnitude() {
        int exponent = number.exponent();
        if (number.groups() > EXACT_GROUPS || Math.abs(exponent) > EXACT_POWER) {
            return parsed(exponent);
        }
        long integer = integer();
        if (integer > EXACT_INTEGER) {
            return parsed(exponent);
        }
        return exponent < 0 ? integer / POWERS[-exponent] : integer * POWERS[exponent];
    }

    private long integer() {
        long integer = 0;
        for (int index = 0; index < number.groups(); index++) {
            integer = integer * Magnitude.power(WireNumeric.GROUP_DIGITS) + number.group(index);
        }
        return integer;
    }

    /** Rare, and so by way of a text. */
    private double parsed(int exponent) {
        StringBuilder text = new StringBuilder().append('0');
        for (int index = 0; index < number.groups(); index++) {
            // The first of five digits keeps the zeros of the other four.
            text.append(number.group(index) + 10_000).deleteCharAt(text.length() - WireNumeric.GROUP_DIGITS - 1);
        }
        return Double.parseDouble(text.append('E').append(exponent).toString());
    }
}
