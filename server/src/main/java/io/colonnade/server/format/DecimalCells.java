package io.colonnade.server.format;

import java.io.IOException;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;

/** Decimals of 128 bits, with all digits of their scale. */
final class DecimalCells implements CellWriter {
    private static final int GROUP_DIGITS = 9;
    private static final long GROUP = 1_000_000_000L;
    private static final int LARGEST_SCALE_OF_LONG = 18;
    private static final long LOW_BITS = 0xffff_ffffL;
    /** Five groups hold the 39 digits of the largest value. */
    private static final int MOST_DIGITS = 5 * GROUP_DIGITS;

    private final DecimalVector vector;
    private final int scale;
    private final byte[] digits = new byte[MOST_DIGITS];

    DecimalCells(DecimalVector vector) {
        this.vector = vector;
        this.scale = vector.getScale();
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        ArrowBuf data = vector.getDataBuffer();
        long low = data.getLong((long) row * DecimalVector.TYPE_WIDTH);
        long high = data.getLong((long) row * DecimalVector.TYPE_WIDTH + Long.BYTES);
        if (high == low >> Long.SIZE - 1 && low != Long.MIN_VALUE && scale <= LARGEST_SCALE_OF_LONG) {
            narrow(low, out);
        } else {
            wide(high, low, out);
        }
    }

    private void narrow(long unscaled, ByteSink out) throws IOException {
        if (scale == 0) {
            out.number(unscaled);
            return;
        }
        if (unscaled < 0) {
            out.put('-');
        }
        long magnitude = Math.abs(unscaled);
        long one = ByteSink.power(scale);
        long whole = magnitude / one;
        out.number(whole);
        out.put('.');
        out.padded(magnitude - whole * one, scale);
    }

    private void wide(long high, long low, ByteSink out) throws IOException {
        if (high < 0) {
            out.put('-');
            digits(low == 0 ? -high : ~high, -low);
        } else {
            digits(high, low);
        }
        int point = MOST_DIGITS - scale;
        int first = 0;
        while (first < point - 1 && digits[first] == '0') {
            first++;
        }
        out.put(digits, first, point - first);
        if (scale > 0) {
            out.put('.');
            out.put(digits, point, scale);
        }
    }

    /** Divides a value of 128 bits by ten to the ninth, as often as it takes, in steps of 32 bits. */
    private void digits(long high, long low) {
        Arrays.fill(digits, (byte) '0');
        long[] parts = {high >>> Integer.SIZE, high & LOW_BITS, low >>> Integer.SIZE, low & LOW_BITS};
        for (int end = MOST_DIGITS; (parts[0] | parts[1] | parts[2] | parts[3]) != 0; end -= GROUP_DIGITS) {
            long rest = 0;
            for (int i = 0; i < parts.length; i++) {
                long dividend = rest << Integer.SIZE | parts[i];
                parts[i] = dividend / GROUP;
                rest = dividend % GROUP;
            }
            for (int i = end - 1; rest > 0; i--) {
                digits[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }
}
