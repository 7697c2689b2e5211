package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Nested objects as the rows of a left join: a row without rows below it stands once, beside NULLs. */
final class NestedRows {
    private static final String EDGES = "edges";

    private NestedRows() {}

    /**
     * Reads the one root field of an answer.
     *
     * @param document says which columns there are, also where no row tells
     */
    static List<List<@Nullable String>> of(String document, JsonNode data) {
        Document parsed = new Parser().parseDocument(document);
        OperationDefinition operation =
                parsed.getDefinitionsOfType(OperationDefinition.class).get(0);
        Field root = fields(operation.getSelectionSet()).get(0);
        JsonNode value = data.path(key(root));
        Field edges = fields(root.getSelectionSet()).get(0);
        return edges.getName().equals(EDGES) ? rows(edges, value.path(EDGES)) : rows(root, value);
    }

    private static List<Field> fields(SelectionSet selected) {
        return selected.getSelectionsOfType(Field.class);
    }

    private static String key(Field field) {
        return field.getAlias() == null ? field.getName() : field.getAlias();
    }

    /** Nothing, one object, or a list of them. */
    private static List<List<@Nullable String>> rows(Field field, JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode object : value.isArray() ? value : List.of(value)) {
            rows.addAll(row(fields(field.getSelectionSet()), object));
        }
        return rows;
    }

    /** The rows of one object: as many as its parts have, each with each. */
    private static List<List<@Nullable String>> row(List<Field> fields, JsonNode object) {
        List<List<@Nullable String>> rows = List.of(List.of());
        for (Field field : fields) {
            List<List<@Nullable String>> longer = new ArrayList<>();
            for (List<@Nullable String> left : rows) {
                for (List<@Nullable String> right : part(field, object.path(key(field)))) {
                    List<@Nullable String> both = new ArrayList<>(left);
                    both.addAll(right);
                    longer.add(both);
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static List<List<@Nullable String>> part(Field field, JsonNode value) {
        if (field.getSelectionSet() == null) {
            return List.of(Collections.singletonList(value.isNull() ? null : text(value)));
        }
        List<List<@Nullable String>> below = rows(field, value);
        return below.isEmpty() ? List.of(Collections.nCopies(width(field), null)) : below;
    }

    /** Documents as PostgreSQL writes them, and all else as it is. */
    private static String text(JsonNode value) {
        return value.isContainerNode() ? document(value) : value.asText();
    }

    private static String document(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(NestedRows::document)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isObject()
                ? value.properties().stream()
                        .map(member -> "\"" + member.getKey() + "\": " + document(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"))
                : value.toString();
    }

    private static int width(Field field) {
        return field.getSelectionSet() == null
                ? 1
                : fields(field.getSelectionSet()).stream()
                        .mapToInt(NestedRows::width)
                        .sum();
    }
}
