package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** Numerics as decimals of 38 or 76 digits: by way of one long where that holds every number of the same weight. */
final class NumericDecoder extends FixedWidthDecoder {
    private final WireNumeric number = new WireNumeric();
    private final Magnitude wide;
    private final Magnitude limit;
    private final long longLimit;
    private final int width;
    private final int precision;
    private final int scale;

    NumericDecoder(ResultColumn column, BaseFixedWidthVector vector) {
        super(column, vector);
        width = vector.getTypeWidth();
        precision = column.type().precision();
        scale = column.type().scale();
        wide = new Magnitude(width / Long.BYTES);
        limit = Magnitude.powerOfTen(width / Long.BYTES, precision);
        longLimit = precision > WireNumeric.LONG_DIGITS ? Long.MAX_VALUE : Magnitude.power(precision);
    }

    @Override
    int decode(long address, int length, int row) {
        number.open(address, length);
        number.requireFinite(column());
        long target = values() + (long) row * width;
        if (number.fitsLong(scale)) {
            storeLong(target);
        } else {
            storeWide(target);
        }
        return 0;
    }

    private void storeLong(long target) {
        long value = number.unscaled(scale) + (number.roundsUp(scale, column()) ? 1 : 0);
        if (value >= longLimit) {
            throw Misfit.outOfRange(column());
        }
        long signed = number.isNegative() ? -value : value;
        MemoryUtil.putLong(target, signed);
        for (int offset = Long.BYTES; offset < width; offset += Long.BYTES) {
            MemoryUtil.putLong(target + offset, signed >> 63);
        }
    }

    private void storeWide(long target) {
        boolean up = number.roundsUp(scale, column());
        if (number.integerDigits() + scale > precision) {
            throw Misfit.outOfRange(column());
        }
        wide.set(0);
        number.unscaled(scale, wide);
        if (up) {
            wide.multiplyAdd(1, 1);
        }
        if (!wide.isLessThan(limit)) {
            throw Misfit.outOfRange(column());
        }
        wide.store(target, number.isNegative());
    }
}
