package io.colonnade.source.jdbc;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers of any Java class to the number that a column promises: exact, rounded where allowed, or refused. */
final class ExactNumbers {
    private ExactNumbers() {}

    static BigDecimal decimal(Object value, ResultColumn column) {
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

    static BigDecimal scaled(Object value, ResultColumn column) {
        BigDecimal scaled = rounded(decimal(value, column), column.type().scale(), column);
        if (scaled.precision() > column.type().precision()) {
            throw Misfit.outOfRange(column);
        }
        return scaled;
    }

    static long integer(Object value, long minimum, long maximum, ResultColumn column) {
        if (value instanceof BigInteger || value instanceof BigDecimal decimal && decimal.precision() > 40) {
            return checked(decimal(value, column), minimum, maximum, column);
        }
        return checked(rounded(decimal(value, column), 0, column), minimum, maximum, column);
    }

    private static long checked(BigDecimal number, long minimum, long maximum, ResultColumn column) {
        if (number.compareTo(BigDecimal.valueOf(minimum)) < 0 || number.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            throw Misfit.outOfRange(column);
        }
        return rounded(number, 0, column).longValueExact();
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
