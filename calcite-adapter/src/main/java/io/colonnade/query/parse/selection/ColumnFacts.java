package io.colonnade.query.parse.selection;

/**
 * What a caller's catalogue says of a column before names are resolved: a shorter condition may serve, and dates are cut
 * otherwise than times. Of what is not there it says anything: that is refused when names are resolved. Thread-safe.
 */
public interface ColumnFacts {
    /** Returns whether NULL may be shown for a column. */
    boolean isNullable(String projection, String batch, String column);

    /** Returns whether something else is shown for a column, which no index knows. */
    boolean isMasked(String projection, String batch, String column);

    /** Returns whether a column is a date. */
    boolean isDate(String projection, String batch, String column);
}
