package io.colonnade.server.format;

import java.io.IOException;

/** Floating-point numbers as digits that are read back as the same number. */
final class FloatDigits {
    private static final int DECIMALS = 6;
    private static final double SCALE = 1e6;
    /** Up to here every integer is a double. */
    private static final double LARGEST = 1L << 53;

    private FloatDigits() {}

    static void write(double value, ByteSink out) throws IOException {
        double scaled = Math.rint(value * SCALE);
        // A quotient of two numbers that a double holds is the double nearest to it, and so what its digits are read
        // as.
        if (scaled / SCALE == value && Math.abs(scaled) < LARGEST && scaled != 0) {
            decimal((long) scaled, out);
        } else {
            out.ascii(Double.toString(value));
        }
    }

    private static void decimal(long scaled, ByteSink out) throws IOException {
        if (scaled < 0) {
            out.put('-');
        }
        long magnitude = Math.abs(scaled);
        long one = ByteSink.power(DECIMALS);
        out.number(magnitude / one);
        out.put('.');
        long fraction = magnitude % one;
        int width = DECIMALS;
        while (width > 1 && fraction % 10 == 0) {
            fraction /= 10;
            width--;
        }
        out.padded(fraction, width);
    }
}
