package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Column;
import io.colonnade.query.request.Selection;
import io.colonnade.server.selection.BatchRelation;

/** What a field of the schema stands for. Whoever compiles an operation asks {@link ViewSchema#meaning}. Immutable. */
public sealed interface FieldMeaning {
    /** Rows of a batch, at the root. */
    record Rows(BatchNames batch, Shape shape) implements FieldMeaning {}

    /** Rows of a batch that belong to the row around them. */
    record Related(BatchNames batch, BatchRelation relation, Shape shape) implements FieldMeaning {}

    /** How rows are answered. */
    enum Shape {
        /** A list of rows. */
        LIST,
        /** A connection: edges of rows and cursors. */
        CONNECTION,
        /** One row or null: by its key at the root, by a foreign key below. */
        ONE,
        /** A list of groups with their aggregates. */
        AGGREGATE
    }

    /** A column of the row. */
    record OfColumn(Column column) implements FieldMeaning {}

    /** The value, of a column or cut to a bucket of it, that the rows of the group have in common; null if not grouped by. */
    record OfGroup(Column column) implements FieldMeaning {}

    /** An aggregate over the rows of the group. */
    record Computed(Selection.AggregateValue value) implements FieldMeaning {}

    /** The parts of a connection. */
    enum Part implements FieldMeaning {
        EDGES,
        NODE,
        CURSOR,
        PAGE_INFO,
        HAS_NEXT_PAGE,
        HAS_PREVIOUS_PAGE,
        START_CURSOR,
        END_CURSOR,
        TOTAL_COUNT
    }

    /** What a caller's schema has who sees no projection, since a type has at least one field. It is null. */
    record Nothing() implements FieldMeaning {}
}
