package io.colonnade.it.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.parser.Parser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A document that asks for rows of one batch and nothing beside or below them, as a selection under the contract's names. */
final class FlatDocument {
    private static final Pattern ROWS = Pattern.compile("(people|annex|directory|staff)([A-Z][a-z]+)");
    private static final Set<String> OPERATORS_OF_TWO_WORDS = Set.of("isNull", "startsWith");

    private FlatDocument() {}

    static Optional<BatchSelection> selection(String document) {
        OperationDefinition operation = new Parser()
                .parseDocument(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0);
        Field root =
                operation.getSelectionSet().getSelectionsOfType(Field.class).get(0);
        List<Field> columns = root.getSelectionSet().getSelectionsOfType(Field.class);
        Matcher batch = ROWS.matcher(root.getName());
        boolean flat = columns.stream().allMatch(column -> column.getSelectionSet() == null);
        return operation.getVariableDefinitions().isEmpty() && flat && batch.matches()
                ? Optional.of(new BatchSelection(
                        batch.group(1),
                        name(batch.group(2)).substring(1),
                        columns.stream().map(column -> name(column.getName())).toList(),
                        order(argument(root, "orderBy")),
                        number(argument(root, "limit")),
                        number(argument(root, "offset")),
                        (ObjectValue) argument(root, "where")))
                : Optional.empty();
    }

    private static String name(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Value<?> argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(each -> each.getName().equals(name))
                .<Value<?>>map(each -> each.getValue())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer number(@Nullable Value<?> value) {
        return value instanceof IntValue number ? number.getValue().intValueExact() : null;
    }

    private static List<BatchSelection.Place> order(@Nullable Value<?> places) {
        return places instanceof ArrayValue list
                ? list.getValues().stream()
                        .map(place -> ((ObjectValue) place).getObjectFields().get(0))
                        .map(FlatDocument::place)
                        .toList()
                : List.of();
    }

    private static BatchSelection.Place place(ObjectField column) {
        String words = ((EnumValue) column.getValue()).getName();
        return new BatchSelection.Place(
                name(column.getName()), words.replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    /** Returns a filter as bulk reads take it. */
    static JsonNode json(Value<?> filter) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (filter instanceof ObjectValue object) {
            ObjectNode node = json.objectNode();
            object.getObjectFields().forEach(each -> node.set(member(each.getName()), json(each.getValue())));
            return node;
        }
        if (filter instanceof ArrayValue list) {
            ArrayNode node = json.arrayNode();
            list.getValues().forEach(each -> node.add(json(each)));
            return node;
        }
        if (filter instanceof IntValue number) {
            return json.numberNode(number.getValue());
        }
        if (filter instanceof FloatValue number) {
            return json.numberNode(number.getValue());
        }
        return filter instanceof BooleanValue truth
                ? json.booleanNode(truth.isValue())
                : json.textNode(((StringValue) filter).getValue());
    }

    private static String member(String name) {
        return OPERATORS_OF_TWO_WORDS.contains(name) ? name : name(name);
    }
}
