package io.colonnade.server.graphql.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import graphql.Directives;
import graphql.Scalars;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeReference;
import io.colonnade.contract.Column;
import io.colonnade.query.request.Selection.Bucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types of what is asked: filters, orders, groups. For one thread. */
final class InputTypes {
    static final String DIRECTION = "OrderDirection";
    static final String DATE_BUCKET = "DateBucket";
    static final String TIME_BUCKET = "TimeBucket";
    /** Grouped by the values as they are. */
    private static final String WHOLE = "VALUE";

    private static final List<Bucket> OF_DATES =
            List.of(Bucket.YEAR, Bucket.QUARTER, Bucket.MONTH, Bucket.WEEK, Bucket.DAY);

    private final SchemaParts parts;
    private final ColumnTypes columns;
    private final Set<BatchNames> related = new HashSet<>();

    InputTypes(SchemaParts parts, ColumnTypes columns) {
        this.parts = parts;
        this.columns = columns;
    }

    /** Adds the types that all batches share. */
    void addShared() {
        parts.add(enumeration(
                DIRECTION,
                "The direction of an order. NULL comes last in ascending and first in descending order, unless said otherwise.",
                List.of("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST")));
        parts.add(buckets(DATE_BUCKET, OF_DATES));
        parts.add(buckets(TIME_BUCKET, Arrays.asList(Bucket.values())));
    }

    private static GraphQLEnumType buckets(String name, List<Bucket> units) {
        List<String> values = new ArrayList<>(List.of(WHOLE));
        units.forEach(unit -> values.add(unit.name()));
        return enumeration(
                name,
                "What times are cut to the beginning of, in UTC; weeks begin on Monday. VALUE cuts nothing.",
                values);
    }

    private static GraphQLEnumType enumeration(String name, String description, List<String> values) {
        GraphQLEnumType.Builder type = GraphQLEnumType.newEnum().name(name).description(description);
        values.forEach(type::value);
        return type.build();
    }

    /** Adds the types of a batch. */
    void add(BatchNames batch) {
        addWhere(batch);
        addOrder(batch);
        addGroupBy(batch);
        addHaving(batch);
        addGroupOrder(batch);
        addColumns(batch);
    }

    private void addColumns(BatchNames batch) {
        List<String> names = ColumnTypes.named(batch);
        if (!names.isEmpty()) {
            parts.add(enumeration(TypePart.COLUMN.of(batch), "The columns that rows may have in common", names));
        }
    }

    private void addWhere(BatchNames batch) {
        GraphQLInputObjectType.Builder where = conditions(TypePart.WHERE, batch, "rows");
        batch.columns().forEach((name, column) -> addTo(where, name, filter(columns.of(batch, name, column))));
        batch.relations().forEach((name, relation) -> {
            BatchNames target = parts.target(batch, relation);
            addTo(where, name, TypePart.RELATED.reference(target));
            if (related.add(target)) {
                addRelated(target);
            }
        });
        parts.add(where.build());
    }

    private void addRelated(BatchNames target) {
        GraphQLInputObjectType.Builder type = input(
                TypePart.RELATED.of(target), "Whether there are related rows that meet a filter, which may be empty");
        addTo(type, "some", TypePart.WHERE.reference(target));
        addTo(type, "none", TypePart.WHERE.reference(target));
        parts.add(type.build());
    }

    private static GraphQLInputType filter(GraphQLTypeReference values) {
        return FilterTypes.reference(values.getName());
    }

    private static GraphQLInputObjectType.Builder conditions(TypePart part, BatchNames batch, String what) {
        GraphQLTypeReference self = part.reference(batch);
        GraphQLInputObjectType.Builder type =
                input(part.of(batch), "Which " + what + ": those that meet all that is given here");
        addTo(type, "and", list(nonNull(self)));
        addTo(type, "or", list(nonNull(self)));
        addTo(type, "not", self);
        return type;
    }

    private void addOrder(BatchNames batch) {
        GraphQLInputObjectType.Builder order = oneOf(TypePart.ORDER_BY.of(batch), "What rows are ordered by");
        batch.columns().forEach((name, column) -> {
            if (ValueTypes.isComparable(column.type())) {
                addTo(order, name, typeRef(DIRECTION));
            }
        });
        parts.add(order.build());
    }

    private void addGroupBy(BatchNames batch) {
        GraphQLInputObjectType.Builder groups =
                input(TypePart.GROUP_BY.of(batch), "What the rows of a group have in common: all that is given here");
        batch.columns().forEach((name, column) -> {
            if (ValueTypes.isComparable(column.type())) {
                addTo(groups, name, grouping(column));
            }
        });
        parts.add(groups.build());
    }

    private static GraphQLInputType grouping(Column column) {
        return switch (column.type().name()) {
            case DATE -> typeRef(DATE_BUCKET);
            case TIMESTAMP, TIMESTAMP_UTC -> typeRef(TIME_BUCKET);
            default -> Scalars.GraphQLBoolean;
        };
    }

    private void addHaving(BatchNames batch) {
        GraphQLInputObjectType.Builder having = conditions(TypePart.HAVING, batch, "groups");
        batch.aggregates()
                .forEach((name, value) -> addTo(
                        having,
                        name,
                        FilterTypes.reference(ColumnTypes.scalar(batch, value).getName())));
        parts.add(having.build());
    }

    private void addGroupOrder(BatchNames batch) {
        GraphQLInputObjectType.Builder order = oneOf(
                TypePart.GROUP_ORDER_BY.of(batch),
                "What groups are ordered by: aggregates, and what they have in common");
        batch.columns().forEach((name, column) -> {
            if (ValueTypes.isComparable(column.type())) {
                addTo(order, name, typeRef(DIRECTION));
            }
        });
        batch.aggregates().keySet().forEach(name -> addTo(order, name, typeRef(DIRECTION)));
        parts.add(order.build());
    }

    private static void addTo(GraphQLInputObjectType.Builder type, String name, GraphQLInputType value) {
        type.field(field -> field.name(name).type(value));
    }

    private static GraphQLInputObjectType.Builder input(String name, String description) {
        return GraphQLInputObjectType.newInputObject().name(name).description(description);
    }

    /** The fields of an input have no order of their own, so that each item of an order is one. */
    private static GraphQLInputObjectType.Builder oneOf(String name, String description) {
        return input(name, description)
                .withAppliedDirective(GraphQLAppliedDirective.newDirective()
                        .name(Directives.OneOfDirective.getName())
                        .build());
    }
}
