package io.colonnade.server.graphql.schema;

import graphql.Scalars;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLNamedInputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeReference;
import io.colonnade.contract.Column;
import io.colonnade.query.request.Selection.AggregateValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of columns: scalars, and enumerations where a contract says which values there are. For one thread. */
final class ColumnTypes {
    private static final Pattern NAME = Pattern.compile("(?!__)[_A-Za-z][_0-9A-Za-z]*");
    private static final Set<String> NO_ENUM_VALUES = Set.of("true", "false", "null");

    private final SchemaParts parts;

    ColumnTypes(SchemaParts parts) {
        this.parts = parts;
    }

    /** Returns the name of the type of a column's values. */
    GraphQLTypeReference of(BatchNames batch, String field, Column column) {
        return GraphQLTypeReference.typeRef(
                isEnumerated(batch, column)
                        ? TypePart.enumOf(batch, field)
                        : ValueTypes.scalar(column.type()).getName());
    }

    /** What a mask makes of a value is none of the enumeration, and a value that is no name cannot be one of GraphQL's. */
    private static boolean isEnumerated(BatchNames batch, Column column) {
        return !column.values().isEmpty()
                && batch.isOpen(column)
                && ValueTypes.scalar(column.type()) == Scalars.GraphQLString
                && column.values().stream()
                        .allMatch(value -> NAME.matcher(value).matches() && !NO_ENUM_VALUES.contains(value));
    }

    /** Returns the columns that can be named as values of an enumeration, and compared. */
    static List<String> named(BatchNames batch) {
        return batch.columns().entrySet().stream()
                .filter(column -> ValueTypes.isComparable(column.getValue().type()))
                .map(Map.Entry::getKey)
                .filter(name -> !NO_ENUM_VALUES.contains(name))
                .toList();
    }

    /** Adds the types of a batch's columns, and what filters may ask of these. */
    void add(BatchNames batch) {
        batch.columns().forEach((field, column) -> {
            if (isEnumerated(batch, column)) {
                GraphQLEnumType values = enumeration(TypePart.enumOf(batch, field), column);
                addFiltered(values, FilterTypes.of(values, List.of("eq", "neq")));
            } else {
                addScalar(ValueTypes.scalar(column.type()));
            }
        });
        batch.aggregates().values().forEach(value -> addScalar(scalar(batch, value)));
    }

    /** Returns the scalar of an aggregate's values: of an enumeration too, the least is a text. */
    static GraphQLScalarType scalar(BatchNames batch, AggregateValue value) {
        return value.column() == null
                ? ScalarTypes.INT64
                : ValueTypes.scalar(
                        value.function(),
                        batch.visible()
                                .batch()
                                .column(value.column())
                                .orElseThrow()
                                .type());
    }

    private void addScalar(GraphQLScalarType scalar) {
        addFiltered(scalar, FilterTypes.of(scalar));
    }

    private void addFiltered(GraphQLNamedInputType values, GraphQLNamedInputType filter) {
        parts.add(values);
        parts.add(filter);
    }

    private static GraphQLEnumType enumeration(String name, Column column) {
        GraphQLEnumType.Builder values = GraphQLEnumType.newEnum().name(name);
        if (!column.description().isEmpty()) {
            values.description(column.description());
        }
        column.values().stream().distinct().forEach(values::value);
        return values.build();
    }
}
