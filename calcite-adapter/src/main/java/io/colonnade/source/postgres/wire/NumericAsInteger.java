package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;

/** Numerics that must be integers, or are rounded to them where no contract promises the column. */
final class NumericAsInteger implements WireInteger {
    /** Ten to this power is more than any long, and still fewer than 64 bits without a sign. */
    private static final int MOST_DIGITS = 19;

    private final WireNumeric number = new WireNumeric();
    private final Magnitude wide = new Magnitude(2);
    private final ResultColumn column;

    NumericAsInteger(ResultColumn column) {
        this.column = column;
    }

    @Override
    public long read(long address, int length) {
        number.open(address, length);
        number.requireFinite(column);
        if (number.integerDigits() > MOST_DIGITS) {
            throw Misfit.outOfRange(column);
        }
        long rounding = number.roundsUp(0, column) ? 1 : 0;
        long magnitude = magnitude() + rounding;
        return signed(magnitude);
    }

    private long magnitude() {
        if (number.fitsLong(0)) {
            return number.unscaled(0);
        }
        wide.set(0);
        number.unscaled(0, wide);
        return wide.lowest();
    }

    private long signed(long magnitude) {
        boolean smallest = number.isNegative() && magnitude == Long.MIN_VALUE;
        if (magnitude < 0 && !smallest) {
            throw Misfit.outOfRange(column);
        }
        return number.isNegative() ? -magnitude : magnitude;
    }
}
