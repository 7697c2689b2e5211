package io.colonnade.contract;

/** Where a batch's rows come from in its source. */
public sealed interface Relation {
    /**
     * A table or view.
     *
     * @param sql its name as the source's dialect writes it, quoted where needed
     */
    record Table(String sql) implements Relation {}

    /**
     * A query.
     *
     * @param sql a SELECT in the source's own dialect
     */
    record Query(String sql) implements Relation {}
}
