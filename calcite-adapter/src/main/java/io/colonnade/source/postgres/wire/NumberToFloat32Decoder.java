package io.colonnade.source.postgres.wire;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.Float4Vector;

/** Other numbers as single-precision ones; what only a double can hold is refused. */
final class NumberToFloat32Decoder extends FixedWidthDecoder {
    private final WireDouble source;

    NumberToFloat32Decoder(ResultColumn column, Float4Vector vector, WireDouble source) {
        super(column, vector);
        this.source = source;
    }

    @Override
    int decode(long address, int length, int row) {
        float value = narrowed(source.read(address, length));
        MemoryUtil.putInt(values() + ((long) row << 2), Float.floatToIntBits(value));
        return 0;
    }

    private float narrowed(double wide) {
        float narrow = (float) wide;
        if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
            throw Misfit.outOfRange(column());
        }
        if (column().promised() && Double.compare(narrow, wide) != 0) {
            throw Misfit.tooPrecise(column());
        }
        return narrow;
    }
}
