package io.colonnade.query.parse.selection;

import io.colonnade.query.operator.RowComparison;
import io.colonnade.query.request.Selection.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** The rows behind a place in an order. Immutable. */
final class Keyset {
    private final List<SortKey> keys;
    private final List<@Nullable Integer> parameters;

    Keyset(List<SortKey> keys, Place place) {
        if (keys.isEmpty() || keys.size() != place.parameters().size()) {
            throw new IllegalArgumentException(
                    "a place with " + place.parameters().size() + " values in an order by " + keys.size());
        }
        this.keys = keys;
        this.parameters = place.parameters();
    }

    /**
     * Rows that an index has side by side: some columns are what they are in the place, and those that follow are behind it.
     *
     * @param equal how many columns are the same
     * @param end the number of the first column that does not count, which is the next one for a range of NULLs
     * @param ofNulls whether the next column is behind the place as NULL, or as a larger or smaller value
     */
    record Range(int equal, int end, boolean ofNulls) {}

    /** Returns ranges that together are the rows behind the place, and share none. */
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (hasNullsBehind(i)) {
                ranges.add(new Range(i, i + 1, true));
            }
            if (hasValuesBehind(i) && !isInRow(i)) {
                ranges.add(new Range(i, endOfRow(i), false));
            }
        }
        return ranges;
    }

    /** Columns of one direction are compared as a row. NULL is behind nothing there, as in a comparison of its own. */
    private boolean isInRow(int key) {
        return key > 0
                && parameters.get(key) != null
                && parameters.get(key - 1) != null
                && keys.get(key).descending() == keys.get(key - 1).descending();
    }

    private int endOfRow(int start) {
        int end = start + 1;
        while (end < keys.size() && isInRow(end)) {
            end++;
        }
        return end;
    }

    /** Returns whether an index may serve to find the rows behind the place. */
    boolean isIndexed() {
        return keys.stream().allMatch(SortKey::indexed);
    }

    /** Returns the conditions of a range's rows. */
    List<SqlNode> conditions(Range range, Names names) {
        List<SqlNode> conditions = new ArrayList<>();
        for (int i = 0; i < range.equal(); i++) {
            conditions.add(equal(i, names));
        }
        if (range.ofNulls()) {
            conditions.add(isNull(range.equal(), names));
        } else {
            conditions.add(range.end() > range.equal() + 1 ? row(range, names) : valuesBehind(range.equal(), names));
        }
        return conditions;
    }

    private SqlNode row(Range range, Names names) {
        List<SqlNode> operands = new ArrayList<>();
        IntStream.range(range.equal(), range.end())
                .mapToObj(key -> value(key, names))
                .forEach(operands::add);
        IntStream.range(range.equal(), range.end()).mapToObj(this::parameter).forEach(operands::add);
        boolean descending = keys.get(range.equal()).descending();
        RowComparison comparison = descending ? RowComparison.LESS : RowComparison.GREATER;
        return comparison.createCall(Syntax.HERE, operands);
    }

    /** Returns what a range's rows are sorted by: not by what is the same in all of them. */
    List<SortKey> order(Range range) {
        List<SortKey> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            // PostgreSQL knows of "= value" that it needs no sorting, not of "IS NULL".
            if (i >= range.equal() || parameters.get(i) == null) {
                order.add(keys.get(i));
            }
        }
        return order;
    }

    /** Returns one condition for all rows behind the place. */
    SqlNode condition(Names names) {
        List<Range> ranges = ranges();
        return isIndexed() && ranges.size() == 1 ? Syntax.and(conditions(ranges.get(0), names)) : condition(0, names);
    }

    /** {@code a >= ? AND (a > ? OR …)}: an index takes the first part, which holds for little more than the whole. */
    private SqlNode condition(int key, Names names) {
        List<SqlNode> behind = behind(key, names);
        if (key == keys.size() - 1) {
            return Syntax.or(behind);
        }
        List<SqlNode> either = new ArrayList<>(behind);
        either.add(condition(key + 1, names));
        List<SqlNode> both = new ArrayList<>(notBefore(key, names));
        both.add(Syntax.or(either));
        return Syntax.and(both);
    }

    private List<SqlNode> behind(int key, Names names) {
        List<SqlNode> behind = new ArrayList<>();
        if (hasValuesBehind(key)) {
            behind.add(valuesBehind(key, names));
        }
        if (hasNullsBehind(key)) {
            behind.add(isNull(key, names));
        }
        return behind;
    }

    /** The rows whose value is that of the place or behind it; no condition if that is every row. */
    private List<SqlNode> notBefore(int key, Names names) {
        boolean fromNull = parameters.get(key) == null;
        if (fromNull) {
            return keys.get(key).nullsFirst() ? List.of() : List.of(isNull(key, names));
        }
        boolean descending = keys.get(key).descending();
        SqlNode values = compared(
                key,
                descending ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                names);
        return List.of(hasNullsBehind(key) ? Syntax.or(List.of(values, isNull(key, names))) : values);
    }

    private boolean hasValuesBehind(int key) {
        return parameters.get(key) != null || keys.get(key).nullsFirst();
    }

    private boolean hasNullsBehind(int key) {
        return parameters.get(key) != null
                && keys.get(key).nullable()
                && !keys.get(key).nullsFirst();
    }

    private SqlNode valuesBehind(int key, Names names) {
        if (parameters.get(key) == null) {
            return Syntax.call(SqlStdOperatorTable.IS_NOT_NULL, value(key, names));
        }
        boolean descending = keys.get(key).descending();
        return compared(key, descending ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN, names);
    }

    private SqlNode equal(int key, Names names) {
        return parameters.get(key) == null ? isNull(key, names) : compared(key, SqlStdOperatorTable.EQUALS, names);
    }

    private SqlNode compared(int key, SqlOperator operator, Names names) {
        return Syntax.call(operator, value(key, names), parameter(key));
    }

    private SqlNode parameter(int key) {
        return Syntax.parameter(Objects.requireNonNull(parameters.get(key)));
    }

    private SqlNode isNull(int key, Names names) {
        return Syntax.call(SqlStdOperatorTable.IS_NULL, value(key, names));
    }

    private SqlNode value(int key, Names names) {
        return names.of(keys.get(key).term());
    }
}
