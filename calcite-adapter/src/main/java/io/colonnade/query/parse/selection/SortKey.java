package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection.Order;
import java.util.List;

/**
 * What rows are sorted by. Immutable.
 *
 * @param nullable whether NULL may occur
 * @param indexed whether there may be an index of it
 */
record SortKey(Term term, boolean descending, boolean nullsFirst, boolean nullable, boolean indexed) {
    static SortKey of(Order order, boolean nullable, boolean indexed) {
        return new SortKey(Term.of(order.value()), order.descending(), order.nullsFirst(), nullable, indexed);
    }

    SortKey fromBelow() {
        return new SortKey(term.fromBelow(), descending, nullsFirst, nullable, indexed);
    }

    SortKey reversed() {
        return new SortKey(term, !descending, !nullsFirst, nullable, indexed);
    }

    static List<SortKey> reversed(List<SortKey> keys) {
        return keys.stream().map(SortKey::reversed).toList();
    }

    /**
     * Returns whether the place of NULL is to be said. It is not where there is none, since PostgreSQL takes an index only for the
     * very order that it has.
     */
    boolean tellsNulls() {
        return nullable && nullsFirst != descending;
    }
}
