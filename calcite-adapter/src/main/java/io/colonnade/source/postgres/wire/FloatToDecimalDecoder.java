package io.colonnade.source.postgres.wire;

import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;

/** Floating-point numbers as the decimals that their shortest text names. Rare, and so by way of objects. */
final class FloatToDecimalDecoder extends FixedWidthDecoder {
    private final BaseFixedWidthVector vector;
    private final WireFloat source;

    FloatToDecimalDecoder(ResultColumn column, BaseFixedWidthVector vector, WireFloat source) {
        super(column, vector);
        this.vector = vector;
        this.source = source;
    }

    @Override
    int decode(long address, int length, int row) {
        BigDecimal value = ExactNumbers.scaled(source.read(address, length), column());
        if (vector instanceof DecimalVector narrow) {
            narrow.set(row, value);
        } else {
            ((Decimal256Vector) vector).set(row, value);
        }
        return 0;
    }
}
