package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;

/** What positions and lengths JDBC allows in a locator's content; positions count from 1. Stateless. */
final class Locators {
    private Locators() {}

    /** A start may lie directly behind the content. */
    static void checkStart(long position, int length) throws SQLException {
        if (position < 1 || position > length + 1L) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Invalid position: " + position + " (the content has " + length + " units, counted from 1)");
        }
    }

    static void checkLength(long length) throws SQLException {
        if (length < 0) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid length: " + length + " (must not be negative)");
        }
    }

    static void checkRange(long position, long wanted, int length) throws SQLException {
        checkStart(position, length);
        checkLength(wanted);
        if (wanted > length - (position - 1)) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid length: " + wanted + " from position " + position
                    + " (the content has " + length + " units)");
        }
    }
}
