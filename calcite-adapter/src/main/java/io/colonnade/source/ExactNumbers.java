package io.colonnade.source;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Numbers of any Java class to the number that a column promises: exact, rounded where allowed, or refused. Readers call it
 * for what they have as an object. Stateless and thread-safe.
 */
public final class ExactNumbers {
    private static final int LONG_DIGITS = 19;

    private ExactNumbers() {}

    private static BigDecimal decimal(Object value, ResultColumn column) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw Misfit.notFinite(column);
            }
            return new BigDecimal(value.toString());
        }
        throw Misfit.notOfType(column);
    }

    /** Returns the number with the scale of the column's decimal type, within its precision. */
    public static BigDecimal scaled(Object value, ResultColumn column) {
        BigDecimal scaled = rounded(decimal(value, column), column.type().scale(), column);
        if (scaled.precision() > column.type().precision()) {
            throw Misfit.outOfRange(column);
        }
        return scaled;
    }

    /** Returns the number as an integer between two bounds, both included. */
    public static long integer(Object value, long minimum, long maximum, ResultColumn column) {
        BigDecimal number = decimal(value, column);
        if (number.precision() - number.scale() > LONG_DIGITS) {
            throw Misfit.outOfRange(column);
        }
        BigInteger integer = rounded(number, 0, column).toBigIntegerExact();
        if (integer.bitLength() > 63 || integer.longValue() < minimum || integer.longValue() > maximum) {
            throw Misfit.outOfRange(column);
        }
        return integer.longValue();
    }

    private static BigDecimal rounded(BigDecimal number, int scale, ResultColumn column) {
        if (!column.promised()) {
            return number.setScale(scale, RoundingMode.HALF_UP);
        }
        try {
            return number.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException loss) {
            ColonnadeException refused = Misfit.tooPrecise(column);
            refused.addSuppressed(loss);
            throw refused;
        }
    }
}
