package io.colonnade.server.graphql;

import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import io.colonnade.server.graphql.schema.Arguments;
import io.colonnade.server.graphql.schema.FieldMeaning;
import io.colonnade.server.graphql.schema.FieldMeaning.Part;
import io.colonnade.server.graphql.schema.FieldMeaning.Shape;
import io.colonnade.server.graphql.schema.ViewSchema;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operation asks for: values, as many as rows times columns, and what else grows with it. Rows are counted as they are
 * asked for; where nobody says how many, by an assumption. For one thread.
 */
final class OperationCost {
    private static final long ROWS_OF_A_BATCH = 10_000;
    private static final long ROWS_OF_A_PARENT = 10;
    private static final long GROUPS = 1_000;

    private final ViewSchema schema;
    private long values;
    private int levels;
    private int hops;
    private int aliases;
    private int depth;

    private OperationCost(ViewSchema schema) {
        this.schema = schema;
    }

    static OperationCost of(ViewSchema schema, ExecutableNormalizedOperation operation) {
        OperationCost cost = new OperationCost(schema);
        operation.getTopLevelFields().forEach(field -> cost.add(field, 1, 0));
        return cost;
    }

    long values() {
        return values;
    }

    /** Returns how many selections read rows. */
    int levels() {
        return levels;
    }

    /** Returns how many relations are followed one from another. */
    int hops() {
        return hops;
    }

    int aliases() {
        return aliases;
    }

    /** Returns how deep fields that are about rows are nested. */
    int depth() {
        return depth;
    }

    private void add(ExecutableNormalizedField field, long rows, int hop) {
        aliases += field.getAlias() == null ? 0 : 1;
        schema.meaning(field.getSingleObjectTypeName(), field.getFieldName())
                .ifPresent(meaning -> addMeaning(field, meaning, rows, hop));
    }

    private void addMeaning(ExecutableNormalizedField field, FieldMeaning meaning, long rows, int hop) {
        depth = Math.max(depth, field.getLevel());
        if (meaning instanceof FieldMeaning.Rows root) {
            addLevel(field, root.shape(), ROWS_OF_A_BATCH, rows, hop);
        } else if (meaning instanceof FieldMeaning.Related related) {
            hops = Math.max(hops, hop + 1);
            addLevel(field, related.shape(), ROWS_OF_A_PARENT, rows, hop + 1);
        } else if (meaning == Part.TOTAL_COUNT) {
            levels++;
        } else {
            addFields(field.getChildren(), rows, hop);
        }
    }

    private void addLevel(ExecutableNormalizedField field, Shape shape, long assumed, long above, int hop) {
        levels += shape == Shape.CONNECTION ? pages(field) : 1;
        long rows = product(above, rows(field, shape, assumed));
        values = sum(values, product(rows, Math.max(1, columns(field.getChildren()))));
        addFields(field.getChildren(), rows, hop);
    }

    /** A page is read for each name that its edges have, and once more to tell whether there are rows before one from the end. */
    private int pages(ExecutableNormalizedField connection) {
        long edges = parts(List.of(connection), Part.EDGES).count();
        boolean probed = connection.getResolvedArguments().get(Arguments.LAST) != null
                && parts(parts(List.of(connection), Part.PAGE_INFO).toList(), Part.HAS_PREVIOUS_PAGE)
                        .findAny()
                        .isPresent();
        return (int) Math.max(1, edges) + (probed ? 1 : 0);
    }

    private Stream<ExecutableNormalizedField> parts(List<ExecutableNormalizedField> fields, Part part) {
        return fields.stream()
                .flatMap(field -> field.getChildren().stream())
                .filter(child -> schema.meaning(child.getSingleObjectTypeName(), child.getFieldName())
                                .orElse(null)
                        == part);
    }

    private void addFields(List<ExecutableNormalizedField> fields, long rows, int hop) {
        fields.forEach(field -> add(field, rows, hop));
    }

    private static long rows(ExecutableNormalizedField field, Shape shape, long assumed) {
        return switch (shape) {
            case ONE -> 1;
            case LIST -> asked(field, Arguments.LIMIT, assumed);
            case AGGREGATE -> asked(field, Arguments.LIMIT, GROUPS);
            case CONNECTION -> asked(field, Arguments.FIRST, asked(field, Arguments.LAST, assumed));
        };
    }

    private static long asked(ExecutableNormalizedField field, String argument, long otherwise) {
        return field.getResolvedArguments().get(argument) instanceof Integer number ? Math.max(0, number) : otherwise;
    }

    /** Counts the values of one row, in the edges of a connection too. */
    private long columns(List<ExecutableNormalizedField> fields) {
        long columns = 0;
        for (ExecutableNormalizedField field : fields) {
            FieldMeaning meaning = schema.meaning(field.getSingleObjectTypeName(), field.getFieldName())
                    .orElse(null);
            if (meaning instanceof FieldMeaning.OfColumn
                    || meaning instanceof FieldMeaning.OfGroup
                    || meaning instanceof FieldMeaning.Computed) {
                columns++;
            } else if (meaning == Part.EDGES || meaning == Part.NODE) {
                columns += columns(field.getChildren());
            }
        }
        return columns;
    }

    private static long product(long left, long right) {
        return Math.multiplyHigh(left, right) == 0 && left * right >= 0 ? left * right : Long.MAX_VALUE;
    }

    private static long sum(long left, long right) {
        return left + right < 0 ? Long.MAX_VALUE : left + right;
    }
}
