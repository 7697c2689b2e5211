package io.colonnade.source.postgres.wire;

import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;

/** The floating-point types where their exact digits count: as objects, whose text has the fewest digits that name them. */
enum WireFloat {
    FLOAT4 {
        @Override
        Number read(long address, int length) {
            return Float.intBitsToFloat(BigEndian.int4(address, length));
        }
    },
    FLOAT8 {
        @Override
        Number read(long address, int length) {
            return Double.longBitsToDouble(BigEndian.int8(address, length));
        }
    };

    abstract Number read(long address, int length);

    /** Returns a way to read the numbers as the integers of a column. */
    WireInteger integers(ResultColumn column) {
        return (address, length) -> ExactNumbers.integer(read(address, length), Long.MIN_VALUE, Long.MAX_VALUE, column);
    }
}
