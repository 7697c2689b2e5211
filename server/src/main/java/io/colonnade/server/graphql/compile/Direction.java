package io.colonnade.server.graphql.compile;

/** The directions of an order, by the names of the schema. */
enum Direction {
    ASC(false, false),
    DESC(true, true),
    ASC_NULLS_FIRST(false, true),
    ASC_NULLS_LAST(false, false),
    DESC_NULLS_FIRST(true, true),
    DESC_NULLS_LAST(true, false);

    private final boolean descending;
    private final boolean nullsFirst;

    Direction(boolean descending, boolean nullsFirst) {
        this.descending = descending;
        this.nullsFirst = nullsFirst;
    }

    boolean descending() {
        return descending;
    }

    boolean nullsFirst() {
        return nullsFirst;
    }
}
