package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a program has set so far, by position, and which of them are set at all. */
final class ParameterValues {
    private static final int MOST = 65_535;

    private final List<@Nullable Object> values = new ArrayList<>();
    private final BitSet set = new BitSet();

    void put(int index, @Nullable Object value) throws SQLException {
        if (index < 1 || index > MOST) {
            throw SqlState.INVALID_INDEX.exception("Invalid parameter index: " + index + " (counted from 1)");
        }
        while (values.size() < index) {
            values.add(null);
        }
        values.set(index - 1, value);
        set.set(index - 1);
    }

    void clear() {
        values.clear();
        set.clear();
    }

    /** Returns a copy of all values; there must be the declared number of them, and no gap. */
    List<@Nullable Object> complete(int declared) throws SQLException {
        int expected = Math.max(declared, values.size());
        int unset = set.nextClearBit(0);
        if (unset < expected) {
            throw SqlState.PARAMETER_UNSET.exception(
                    "Cannot execute the statement: parameter " + (unset + 1) + " of " + expected + " is not set");
        }
        return Arrays.asList(values.toArray());
    }
}
