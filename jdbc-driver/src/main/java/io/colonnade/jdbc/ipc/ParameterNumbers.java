package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** What JDBC programs bind where a number or a boolean is wanted. Failures are exceptions of java.lang. */
final class ParameterNumbers {
    private ParameterNumbers() {}

    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal) {
            return NumberText.checked((BigDecimal) value);
        }
        if (value instanceof BigInteger) {
            return new BigDecimal((BigInteger) value);
        }
        if (value instanceof Boolean) {
            return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number || value instanceof String) {
            return NumberText.parse(value.toString());
        }
        throw new ClassCastException();
    }

    static BigInteger whole(Object value) {
        return decimal(value).toBigIntegerExact();
    }

    static double floating(Object value) {
        if (value instanceof Number) {
            return ((Number) value).doubleValue();
        }
        return value instanceof String
                ? Double.parseDouble(((String) value).trim())
                : decimal(value).doubleValue();
    }

    static boolean bool(Object value) {
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        if (value instanceof Number) {
            return decimal(value).signum() != 0;
        }
        switch (((String) value).trim().toLowerCase(Locale.ROOT)) {
            case "true":
            case "t":
            case "1":
                return true;
            case "false":
            case "f":
            case "0":
                return false;
            default:
                throw new NumberFormatException();
        }
    }
}
