package io.colonnade.server.selection;

import io.colonnade.contract.Column;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection.ColumnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filters, from maps, lists and scalars, as JSON and GraphQL have them, to a condition without values. Errors say where in the filter
 * they are, and what name may have been meant, and never hold a value. Not thread-safe; one for each selection.
 */
public final class FilterReader {
    private static final String AND = "and";
    private static final String OR = "or";
    private static final String NOT = "not";
    private static final String SOME = "some";
    private static final String NONE = "none";

    private final FilterLimits.Count count = FilterLimits.STANDARD.count();
    private final ComparisonReader comparisons;

    /** Creates a reader that adds the values of filters to those of a selection. */
    public FilterReader(SelectionValues values) {
        this.comparisons = new ComparisonReader(values, count);
    }

    /**
     * Reads a filter: all its members hold.
     *
     * @param filter a map of columns, relations, {@code and}, {@code or} and {@code not}
     * @param path what it is called, for errors: {@code where}
     */
    public Condition read(@Nullable Object filter, SelectableBatch batch, String path) {
        return object(filter, batch, path, 1);
    }

    private Condition object(@Nullable Object filter, SelectableBatch batch, String path, int depth) {
        count.depth(depth, path);
        if (!(filter instanceof Map<?, ?> map)) {
            throw SelectionErrors.invalid(path, "it takes an object, such as {\"column\": {\"eq\": …}}");
        }
        List<Condition> conditions = new ArrayList<>();
        map.forEach((key, member) -> conditions.add(member(String.valueOf(key), member, batch, path, depth)));
        return all(conditions);
    }

    private static Condition all(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new Condition.And(conditions);
    }

    private Condition member(String key, @Nullable Object member, SelectableBatch batch, String path, int depth) {
        String place = path + "." + key;
        switch (key) {
            case AND:
                return all(list(member, batch, place, depth));
            case OR:
                return new Condition.Or(list(member, batch, place, depth));
            case NOT:
                return new Condition.Not(object(member, batch, place, depth + 1));
            default:
        }
        @Nullable Column column = batch.columns().get(key);
        if (column != null) {
            return comparisons.read(new ColumnValue(column.name()), column, batch.isMasked(column), member, place);
        }
        BatchRelation relation = batch.relation(key)
                .orElseThrow(() -> SelectionErrors.unknown(path, "column or relation", key, batch.names()));
        return related(relation, member, batch, place, depth);
    }

    private List<Condition> list(@Nullable Object member, SelectableBatch batch, String path, int depth) {
        if (!(member instanceof List<?> list)) {
            throw SelectionErrors.invalid(path, "it takes a list of filters");
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            count.condition(path);
            conditions.add(object(list.get(i), batch, path + "[" + i + "]", depth + 1));
        }
        return conditions;
    }

    private Condition related(
            BatchRelation relation, @Nullable Object member, SelectableBatch batch, String path, int depth) {
        if (!(member instanceof Map<?, ?> map)) {
            throw SelectionErrors.invalid(path, "it takes an object with some or none, such as {\"some\": {…}}");
        }
        List<Condition> conditions = new ArrayList<>();
        map.forEach((key, filter) -> {
            String quantifier = String.valueOf(key);
            if (!quantifier.equals(SOME) && !quantifier.equals(NONE)) {
                throw SelectionErrors.unknown(path, "word", quantifier, List.of(SOME, NONE));
            }
            count.condition(path);
            Condition where = object(filter, batch.related(relation), path + "." + quantifier, depth + 1);
            Condition some = new Condition.Related(relation.batch(), relation.columns(), where);
            conditions.add(quantifier.equals(SOME) ? some : new Condition.Not(some));
        });
        return all(conditions);
    }
}
