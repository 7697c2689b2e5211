package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** Integers as decimals of 38 or 76 digits. */
final class IntegerToDecimalDecoder extends FixedWidthDecoder {
    private final WireInteger source;
    private final Magnitude wide;
    private final int width;
    private final int scale;
    private final int digits;

    IntegerToDecimalDecoder(ResultColumn column, BaseFixedWidthVector vector, WireInteger source) {
        super(column, vector);
        this.source = source;
        width = vector.getTypeWidth();
        scale = column.type().scale();
        digits = column.type().precision() - scale;
        wide = new Magnitude(width / Long.BYTES);
    }

    @Override
    int decode(long address, int length, int row) {
        long value = source.read(address, length);
        // Of the most negative long this is itself, and right as a number without a sign.
        long magnitude = Math.abs(value);
        if (digits <= WireNumeric.LONG_DIGITS && Long.compareUnsigned(magnitude, Magnitude.power(digits)) >= 0) {
            throw Misfit.outOfRange(column());
        }
        wide.set(magnitude);
        wide.scaleUp(scale);
        wide.store(values() + (long) row * width, value < 0);
        return 0;
    }
}
