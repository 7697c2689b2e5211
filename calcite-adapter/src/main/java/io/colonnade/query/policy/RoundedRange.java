package io.colonnade.query.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * How far a rounded number may go. Rounding away from zero can leave the column's type: 9,999,999.99 in thousands is
 * 10,000,000, which no {@code decimal(9,2)} holds. Such a number is shown as the last multiple that does fit.
 */
final class RoundedRange {
    private RoundedRange() {}

    /**
     * Returns the largest multiple of the rounding's unit that the type holds; empty if rounding cannot leave the type,
     * as with floating-point numbers.
     */
    static Optional<BigDecimal> of(RelDataType type, int digits) {
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-digits);
        return switch (type.getSqlTypeName()) {
            case INTEGER -> digits >= 0 ? Optional.empty() : multiple(BigDecimal.valueOf(Integer.MAX_VALUE), unit);
            case BIGINT -> digits >= 0 ? Optional.empty() : multiple(BigDecimal.valueOf(Long.MAX_VALUE), unit);
            case DECIMAL -> digits >= type.getScale() ? Optional.empty() : multiple(largest(type), unit);
            default -> Optional.empty();
        };
    }

    private static BigDecimal largest(RelDataType type) {
        BigInteger digits = BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
        return new BigDecimal(digits, type.getScale());
    }

    private static Optional<BigDecimal> multiple(BigDecimal largest, BigDecimal unit) {
        BigDecimal multiple = largest.divideToIntegralValue(unit).multiply(unit);
        return Optional.of(new BigDecimal(multiple.toPlainString()));
    }
}
