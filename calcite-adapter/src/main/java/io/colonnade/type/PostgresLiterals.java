package io.colonnade.type;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Constants and names as SQL text: whatever puts one into a statement does it here. Each reads back as exactly the value
 * that went in, wherever an expression or a name may stand, given {@code standard_conforming_strings = on}. DuckDB reads
 * them alike. Stateless; any thread.
 */
public final class PostgresLiterals {
    private static final String UUID_DIGITS = "([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}";
    private static final Pattern UUID = Pattern.compile(UUID_DIGITS + "|\\{" + UUID_DIGITS + "}");

    private PostgresLiterals() {}

    /**
     * Writes a text. A backslash in it is a backslash.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if no database can hold the text
     */
    public static String text(String value) {
        return quoted(storable(value, "the text"), '\'');
    }

    /**
     * Writes a name.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if no database can hold the name
     */
    public static String identifier(String name) {
        return quoted(storable(name, "the name"), '"');
    }

    /** Writes a number without an exponent; PostgreSQL chooses its type by its size. */
    public static String exact(BigDecimal value) {
        return value.toPlainString();
    }

    /** Writes a number as the operand of an operator: a minus behind a minus would begin a comment. */
    public static String exactOperand(BigDecimal value) {
        return value.signum() < 0 ? "(" + exact(value) + ")" : exact(value);
    }

    /** Writes a {@code double precision}, not a number and the infinities too: bare digits would be a numeric. */
    public static String approximate(double value) {
        return "CAST(" + text(Double.toString(value)) + " AS DOUBLE PRECISION)";
    }

    /** Writes a truth value; null is neither true nor false. */
    public static String truth(@Nullable Boolean value) {
        return value == null ? "CAST(NULL AS BOOLEAN)" : value ? "TRUE" : "FALSE";
    }

    /**
     * Writes a value that its type reads from a text.
     *
     * @param type the type's name in SQL, of letters and blanks only: {@code DATE}
     */
    public static String typed(String type, String value) {
        return type + " " + text(value);
    }

    /** Returns whether PostgreSQL reads a text as a UUID: 32 digits, hyphens behind each four of them or not, in braces or not. */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /**
     * Returns a text if UTF-8 and PostgreSQL can hold it; encoders would silently put a question mark for what they
     * cannot write.
     *
     * @param what the text's name in the error: {@code parameter $1}
     * @throws ColonnadeException INVALID_ARGUMENT if the text holds NUL or half of a surrogate pair
     */
    public static String storable(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\0') {
                throw unstorable(what, "a NUL character");
            }
            if (Character.isSurrogate(unit)) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw unstorable(what, "half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static ColonnadeException unstorable(String what, String found) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                "Cannot use " + what + ": it holds " + found + ", which no text in the database can; leave it out");
    }

    private static String quoted(String value, char quote) {
        String one = Character.toString(quote);
        return one + value.replace(one, one + one) + one;
    }
}
