package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;

/**
 * Reads numbers from text that anybody may have written. {@code 1e999999999} is short, but to write its digits out, which
 * whoever wants a whole number does, takes all memory; such numbers are refused. Stateless.
 */
final class NumberText {
    /** PostgreSQL's numeric has no more digits than that before the point, and fewer behind it. */
    private static final int MOST_DIGITS = 131_072;

    private NumberText() {}

    /** Throws NumberFormatException for text that is no number, ArithmeticException for one that no type holds. */
    static BigDecimal parse(String text) {
        return checked(new BigDecimal(text.trim()));
    }

    static BigDecimal checked(BigDecimal value) {
        if (value.scale() > MOST_DIGITS || value.scale() < -MOST_DIGITS) {
            throw new ArithmeticException("out of range");
        }
        return value;
    }
}
