package io.colonnade.server.graphql.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import io.colonnade.contract.Column;

/** The arguments of the fields that answer rows. Who compiles an operation knows them by these names. */
public final class Arguments {
    /** Which rows there are. */
    public static final String WHERE = "where";

    /** Their order. */
    public static final String ORDER_BY = "orderBy";

    /** How many of a list, or of the groups, are answered. */
    public static final String LIMIT = "limit";

    /** How many of a list are passed over. */
    public static final String OFFSET = "offset";

    /** How many of a connection are answered, from the beginning. */
    public static final String FIRST = "first";

    /** The cursor behind which a connection begins. */
    public static final String AFTER = "after";

    /** How many of a connection are answered, from the end. */
    public static final String LAST = "last";

    /** The cursor before which a connection ends. */
    public static final String BEFORE = "before";

    /** What groups have in common. */
    public static final String GROUP_BY = "groupBy";

    /** Which groups there are. */
    public static final String HAVING = "having";

    /** What the rows of a batch have in common, where rows are answered as batches. */
    public static final String BATCH_BY = "batchBy";

    private final ColumnTypes columns;

    Arguments(ColumnTypes columns) {
        this.columns = columns;
    }

    /** Adds to a field at the root what its rows are sent together by, if there is anything. */
    GraphQLFieldDefinition.Builder batched(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        if (ColumnTypes.named(batch).isEmpty()) {
            return field;
        }
        add(
                field,
                BATCH_BY,
                list(nonNull(TypePart.COLUMN.reference(batch))),
                "What the rows of a record batch have in common, for answers as Arrow; the order begins with it");
        return field;
    }

    GraphQLFieldDefinition ofList(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        addRange(field, batch);
        add(field, LIMIT, Scalars.GraphQLInt, "How many rows, at most; all of them unless given");
        add(field, OFFSET, Scalars.GraphQLInt, "How many rows are passed over; a connection's cursors do it faster");
        return field.build();
    }

    GraphQLFieldDefinition ofConnection(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        addRange(field, batch);
        add(field, FIRST, Scalars.GraphQLInt, "How many rows from the beginning, at most");
        add(field, AFTER, Scalars.GraphQLString, "The cursor of the row before the first");
        add(field, LAST, Scalars.GraphQLInt, "How many rows from the end, at most");
        add(field, BEFORE, Scalars.GraphQLString, "The cursor of the row after the last");
        return field.build();
    }

    private static void addRange(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        add(field, WHERE, TypePart.WHERE.reference(batch), "Which rows; all of them unless given");
        add(
                field,
                ORDER_BY,
                list(nonNull(TypePart.ORDER_BY.reference(batch))),
                "Their order, the most important first; the contract's unless given");
    }

    GraphQLFieldDefinition ofGroups(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        add(field, GROUP_BY, TypePart.GROUP_BY.reference(batch), "What groups have in common; one group unless given");
        add(field, WHERE, TypePart.WHERE.reference(batch), "Which rows are grouped; all of them unless given");
        add(field, HAVING, TypePart.HAVING.reference(batch), "Which groups; all of them unless given");
        add(
                field,
                ORDER_BY,
                list(nonNull(TypePart.GROUP_ORDER_BY.reference(batch))),
                "Their order, the most important first");
        add(field, LIMIT, Scalars.GraphQLInt, "How many groups, at most; all of them unless given");
        add(field, OFFSET, Scalars.GraphQLInt, "How many groups are passed over");
        return field.build();
    }

    /** Adds one argument for each column of the key, named as that is. */
    GraphQLFieldDefinition ofKey(GraphQLFieldDefinition.Builder field, BatchNames batch) {
        for (String name : batch.visible().batch().key()) {
            Column column = batch.visible().batch().column(name).orElseThrow();
            String argument = batch.nameOf(column).orElseThrow();
            add(field, argument, nonNull(columns.of(batch, argument, column)), column.description());
        }
        return field.build();
    }

    private static void add(
            GraphQLFieldDefinition.Builder field, String name, GraphQLInputType type, String description) {
        field.argument(argument -> {
            argument.name(name).type(type);
            return description.isEmpty() ? argument : argument.description(description);
        });
    }
}
