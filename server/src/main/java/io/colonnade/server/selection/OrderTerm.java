package io.colonnade.server.selection;

import io.colonnade.contract.Column;

/**
 * One term of an order. Immutable.
 *
 * @param nullsFirst whether NULL comes before all values
 */
public record OrderTerm(Column column, boolean descending, boolean nullsFirst) {
    /** Creates a term with NULL where PostgreSQL has it: behind all values, and before them in a descending order. */
    public OrderTerm(Column column, boolean descending) {
        this(column, descending, descending);
    }
}
