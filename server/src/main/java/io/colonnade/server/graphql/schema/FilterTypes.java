package io.colonnade.server.graphql.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;

import graphql.Scalars;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedInputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeReference;
import java.util.ArrayList;
import java.util.List;

/** What a filter may ask of one value: one type for each scalar and each enumeration. */
final class FilterTypes {
    private static final String SUFFIX = "Filter";

    private FilterTypes() {}

    static GraphQLTypeReference reference(String valueType) {
        return GraphQLTypeReference.typeRef(name(valueType));
    }

    static String name(String valueType) {
        return valueType + SUFFIX;
    }

    /** Returns the filter type of a scalar. */
    static GraphQLInputObjectType of(GraphQLScalarType scalar) {
        List<String> operators = new ArrayList<>();
        if (scalar != ScalarTypes.JSON) {
            operators.addAll(List.of("eq", "neq"));
        }
        if (scalar != ScalarTypes.JSON && scalar != Scalars.GraphQLBoolean) {
            operators.addAll(List.of("lt", "lte", "gt", "gte"));
        }
        if (scalar == Scalars.GraphQLString) {
            operators.addAll(List.of("like", "ilike", "contains", "startsWith"));
        }
        return of(scalar, operators);
    }

    /** Returns the filter type of an enumeration or scalar with some operators. */
    static GraphQLInputObjectType of(GraphQLNamedInputType values, List<String> operators) {
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(name(values.getName()))
                .description("What a value is to meet: all that is given here. NULL meets nothing but isNull.");
        operators.forEach(operator -> addTo(type, operator, values));
        if (!operators.isEmpty()) {
            addTo(type, "in", list(nonNull(values)));
        }
        addTo(type, "isNull", Scalars.GraphQLBoolean);
        return type.build();
    }

    private static void addTo(GraphQLInputObjectType.Builder type, String operator, GraphQLInputType values) {
        type.field(field -> field.name(operator).type(values));
    }
}
