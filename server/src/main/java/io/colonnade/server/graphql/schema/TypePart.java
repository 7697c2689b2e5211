package io.colonnade.server.graphql.schema;

import graphql.schema.GraphQLTypeReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The types that the schema has of a batch, each named by the type of its rows and an ending. */
enum TypePart {
    ROW(""),
    CONNECTION("Connection"),
    EDGE("Edge"),
    GROUP("Aggregate"),
    WHERE("Where"),
    RELATED("Related"),
    ORDER_BY("OrderBy"),
    GROUP_BY("GroupBy"),
    HAVING("Having"),
    GROUP_ORDER_BY("AggregateOrderBy"),
    COLUMN("Column");

    private static final String VALUE = "Value";

    private final String ending;

    TypePart(String ending) {
        this.ending = ending;
    }

    /** Returns the endings of all types of a batch, those of the enumerations of its columns included. */
    static List<String> endings(Iterable<String> enumerated) {
        List<String> endings =
                new ArrayList<>(Arrays.stream(values()).map(part -> part.ending).toList());
        for (String field : enumerated) {
            endings.add(enumEnding(field));
            endings.add(FilterTypes.name(enumEnding(field)));
        }
        return endings;
    }

    private static String enumEnding(String field) {
        return Spelling.pascal(field) + VALUE;
    }

    /** Returns the name of the enumeration of a column's values. */
    static String enumOf(BatchNames batch, String field) {
        return batch.type() + enumEnding(field);
    }

    String of(BatchNames batch) {
        return batch.type() + ending;
    }

    GraphQLTypeReference reference(BatchNames batch) {
        return GraphQLTypeReference.typeRef(of(batch));
    }
}
