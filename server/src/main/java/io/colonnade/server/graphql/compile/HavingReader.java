package io.colonnade.server.graphql.compile;

import io.colonnade.contract.Column;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.server.graphql.schema.BatchNames;
import io.colonnade.server.selection.ComparisonReader;
import io.colonnade.server.selection.SelectionValues;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From a filter of groups to a condition. GraphQL's library has checked its names and values, and not how much it says: variables
 * count against no limit of documents. For one level.
 */
final class HavingReader {
    private final BatchNames batch;
    private final ComparisonReader comparisons;

    HavingReader(BatchNames batch, SelectionValues values) {
        this.batch = batch;
        this.comparisons = new ComparisonReader(values);
    }

    Condition read(@Nullable Object filter, String path) {
        return read(filter, path, 1);
    }

    private Condition read(@Nullable Object filter, String path, int depth) {
        List<Condition> conditions = new ArrayList<>();
        ((Map<?, ?>) Objects.requireNonNull(filter))
                .forEach((key, member) -> conditions.add(member((String) key, member, path + "." + key, depth)));
        return conditions.size() == 1 ? conditions.get(0) : new Condition.And(conditions);
    }

    private Condition member(String key, @Nullable Object member, String path, int depth) {
        return switch (key) {
            case "and" -> new Condition.And(all(member, path, depth + 1));
            case "or" -> new Condition.Or(all(member, path, depth + 1));
            case "not" -> new Condition.Not(nested(member, path, depth + 1));
            default -> {
                AggregateValue value = Objects.requireNonNull(batch.aggregates().get(key));
                yield comparisons.read(value, type(value), member, path);
            }
        };
    }

    private Condition nested(@Nullable Object filter, String path, int depth) {
        comparisons.nested(depth, path);
        return read(filter, path, depth);
    }

    private List<Condition> all(@Nullable Object filters, String path, int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (Object filter : (List<?>) Objects.requireNonNull(filters)) {
            conditions.add(nested(filter, path, depth));
        }
        return conditions;
    }

    private ColumnType type(AggregateValue value) {
        ColumnType column = columnType(value);
        return switch (value.function()) {
            case COUNT, COUNT_DISTINCT -> ColumnType.of(TypeName.INT64);
            case MIN, MAX -> column;
            case SUM, AVG ->
                switch (column.name()) {
                    case FLOAT32, FLOAT64 -> ColumnType.of(TypeName.FLOAT64);
                    default -> ColumnType.UNCONSTRAINED_NUMERIC;
                };
        };
    }

    private ColumnType columnType(AggregateValue value) {
        return value.column() == null
                ? ColumnType.of(TypeName.INT64)
                : batch.visible()
                        .batch()
                        .column(value.column())
                        .map(Column::type)
                        .orElseThrow();
    }
}
