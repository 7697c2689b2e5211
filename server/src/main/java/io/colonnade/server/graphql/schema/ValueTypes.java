package io.colonnade.server.graphql.schema;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.List;

/** What GraphQL makes of a column's type: its scalar, and what may be asked of its values. */
final class ValueTypes {
    private static final List<Aggregate> COUNTS = List.of(Aggregate.COUNT, Aggregate.COUNT_DISTINCT);
    private static final List<Aggregate> EXTREMES =
            List.of(Aggregate.COUNT, Aggregate.COUNT_DISTINCT, Aggregate.MIN, Aggregate.MAX);
    private static final List<Aggregate> ALL = List.of(
            Aggregate.COUNT, Aggregate.COUNT_DISTINCT, Aggregate.SUM, Aggregate.AVG, Aggregate.MIN, Aggregate.MAX);

    private ValueTypes() {}

    static GraphQLScalarType scalar(ColumnType type) {
        return switch (type.name()) {
            case STRING, LARGE_STRING -> Scalars.GraphQLString;
            case INT32 -> Scalars.GraphQLInt;
            case INT64 -> ScalarTypes.INT64;
            case FLOAT32, FLOAT64 -> Scalars.GraphQLFloat;
            case BOOL -> Scalars.GraphQLBoolean;
            case DECIMAL -> ScalarTypes.DECIMAL;
            case DATE -> ScalarTypes.DATE;
            case TIME -> ScalarTypes.TIME;
            case TIMESTAMP, TIMESTAMP_UTC -> ScalarTypes.TIMESTAMP;
            case JSON -> ScalarTypes.JSON;
            case BINARY -> ScalarTypes.BYTES;
            case UUID -> ScalarTypes.UUID;
        };
    }

    /** Returns the scalar of an aggregate over values of a type, as PostgreSQL types it. */
    static GraphQLScalarType scalar(Aggregate function, ColumnType type) {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> ScalarTypes.INT64;
            case MIN, MAX -> scalar(type);
            case SUM, AVG -> sum(function, type);
        };
    }

    private static GraphQLScalarType sum(Aggregate function, ColumnType type) {
        return switch (type.name()) {
            case FLOAT32, FLOAT64 -> Scalars.GraphQLFloat;
            case INT32 -> function == Aggregate.SUM ? ScalarTypes.INT64 : ScalarTypes.DECIMAL;
            default -> ScalarTypes.DECIMAL;
        };
    }

    /** Returns the aggregates over values of a type. */
    static List<Aggregate> aggregates(ColumnType type) {
        return switch (type.name()) {
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> ALL;
            case STRING, LARGE_STRING, DATE, TIME, TIMESTAMP, TIMESTAMP_UTC -> EXTREMES;
            case BOOL, BINARY, UUID -> COUNTS;
            case JSON -> List.of(Aggregate.COUNT);
        };
    }

    /** Returns whether values of a type compare, so that rows can be ordered and grouped by them: JSON has no order. */
    static boolean isComparable(ColumnType type) {
        return type.name() != TypeName.JSON;
    }
}
