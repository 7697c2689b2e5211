package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.vector.BitVector;

/** Truth values: a byte each on the wire, a bit each in Arrow, where the memory's zeros already say false. */
final class BooleanDecoder extends FixedWidthDecoder {
    BooleanDecoder(ResultColumn column, BitVector vector) {
        super(column, vector);
    }

    @Override
    int decode(long address, int length, int row) {
        byte value = BigEndian.int1(address, length);
        if (value == 1) {
            Bitmap.set(values(), row);
        } else if (value != 0) {
            throw new WireFormatException("a truth value that is neither 0 nor 1");
        }
        return 0;
    }
}
