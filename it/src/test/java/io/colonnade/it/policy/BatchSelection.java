package io.colonnade.it.policy;

import graphql.language.ObjectValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks that is a selection of one batch, for doors that take no SQL: columns, perhaps in an order, perhaps the
 * first rows, or rows behind those, or those for which a filter holds.
 *
 * @param columns none for all of them
 * @param limit null for all rows
 * @param offset null for none
 * @param where as GraphQL has it; null for none
 */
record BatchSelection(
        String projection,
        String batch,
        List<String> columns,
        List<Place> order,
        @Nullable Integer limit,
        @Nullable Integer offset,
        @Nullable ObjectValue where) {
    private static final String NAME = "(?:[a-z_]\\w*|\"[\\w@]+\")";
    private static final String PLACE = NAME + "(?: (?:asc|desc))?(?: nulls (?:first|last))?";
    private static final Pattern SELECTION = Pattern.compile("select (\\*|" + NAME + "(?:, " + NAME + ")*)"
            + " from (" + NAME + ")\\.(" + NAME + ")"
            + "(?: order by (" + PLACE + "(?:, " + PLACE + ")*)(?: limit (\\d+))?)?;?");

    /**
     * A column of the order.
     *
     * @param words what is said of it: {@code desc nulls last}; may be empty
     */
    record Place(String column, String words) {
        private static Place of(String written) {
            String[] parts = written.split(" ", 2);
            return new Place(name(parts[0]), parts.length == 1 ? "" : parts[1]);
        }
    }

    /** Returns what a question asks; empty if it is more than a selection. */
    static Optional<BatchSelection> of(Question question) {
        Matcher said = SELECTION.matcher(question.sql());
        if (!question.parameters().isEmpty() || !said.matches()) {
            return Optional.ofNullable(question.graphQl()).flatMap(FlatDocument::selection);
        }
        return Optional.of(new BatchSelection(
                name(said.group(2)),
                name(said.group(3)),
                said.group(1).equals("*")
                        ? List.of()
                        : parts(said.group(1)).map(BatchSelection::name).toList(),
                said.group(4) == null
                        ? List.of()
                        : parts(said.group(4)).map(Place::of).toList(),
                said.group(5) == null ? null : Integer.valueOf(said.group(5)),
                null,
                null));
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(", "));
    }

    private static String name(String written) {
        return written.replace("\"", "");
    }
}
