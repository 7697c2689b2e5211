package io.colonnade.security.policy;

/** How a column's values are hidden. Every mask keeps the column's type and nullability. */
public sealed interface ColumnMask {
    /** The constant {@code [REDACTED]} in place of every value, NULL included. */
    record Redact() implements ColumnMask {}

    /** HMAC-SHA-256 of the text in hexadecimal digits, keyed per deployment; NULL stays NULL. */
    record Hash() implements ColumnMask {}

    /**
     * The first characters of the text and nothing else; NULL stays NULL.
     *
     * @param characters how many, at least 0
     */
    record FirstN(int characters) implements ColumnMask {}

    /** NULL in place of every value; for nullable columns only. */
    record Null() implements ColumnMask {}

    /**
     * A number rounded half away from zero; NULL stays NULL.
     *
     * @param digits decimal places to keep; negative rounds before the decimal point
     */
    record Round(int digits) implements ColumnMask {}

    /**
     * A date or timestamp cut down to the beginning of its unit, in UTC; NULL stays NULL.
     *
     * @param unit what is kept
     */
    record Truncate(TimeUnit unit) implements ColumnMask {}

    /** The units of {@link Truncate}. */
    enum TimeUnit {
        YEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE
    }
}
