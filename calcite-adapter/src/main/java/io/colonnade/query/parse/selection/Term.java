package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection.AboveValue;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Value;

/**
 * A value of a row, or of a row that it belongs to. Immutable.
 *
 * @param levels how many levels above; 0 is the row itself
 * @param value a value of the row there, which is no {@link AboveValue}
 */
record Term(int levels, Value value) {
    static Term of(Value value) {
        return value instanceof AboveValue above
                ? new Term(above.levels(), new ColumnValue(above.column()))
                : new Term(0, value);
    }

    /** Returns the same value as the row of the level below sees it. */
    Term fromBelow() {
        return new Term(levels + 1, value);
    }

    /** Returns the same value as the row of the level above sees it, whose own it may be. */
    Term fromAbove() {
        return new Term(levels - 1, value);
    }
}
