package io.colonnade.query.parse.selection;

import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** The rows of a level's page, in their order. */
final class LevelQuery {
    private static final String PAGE = "page";
    private static final String NUMBER = "number";

    /** Each reads the batch once more, and a statement may read so many tables only. */
    private static final int MOST_RANGES = 6;

    private final SelectionLevel level;
    private final Page page;
    private final boolean bounded;

    LevelQuery(SelectionLevel level) {
        this.level = level;
        this.page = level.selection().page();
        this.bounded = page.limit() != null || page.offset() > 0;
    }

    SqlSelect query(List<Output> outputs) {
        if (level.above() == null) {
            return bounded && page.fromEnd()
                    ? turned(outputs)
                    : scanned(outputs, level.own(), page.after(), page.before());
        }
        return bounded
                ? numbered(outputs)
                : between(new BatchRows(level), level.own(), page.after(), page.before())
                        .show(outputs)
                        .sort(level.keys())
                        .query();
    }

    /** The last rows are the first ones of the reversed order. */
    private SqlSelect turned(List<Output> outputs) {
        SubQuery rows = new SubQuery(PAGE);
        SqlSelect query = rows.select(outputs, level.own());
        List<SortKey> reversed = SortKey.reversed(level.own());
        query.setFrom(rows.as(scanned(rows.outputs(), reversed, page.before(), page.after())));
        return query;
    }

    private SqlSelect scanned(List<Output> outputs, List<SortKey> keys, @Nullable Place start, @Nullable Place end) {
        if (start != null && isInRanges(outputs, new Keyset(keys, start))) {
            return inRanges(outputs, keys, new Keyset(keys, start), end);
        }
        SqlSelect query = between(new BatchRows(level), keys, start, end)
                .show(outputs)
                .sort(keys)
                .query();
        return limited(query, page.limit(), page.offset());
    }

    /** A mask that is put on where rows arrive is not followed through a UNION. */
    private boolean isInRanges(List<Output> outputs, Keyset start) {
        int ranges = start.ranges().size();
        return page.limit() != null
                && start.isIndexed()
                && outputs.stream().map(Output::term).noneMatch(level::isMasked)
                && ranges > 1
                && ranges <= MOST_RANGES;
    }

    /**
     * The rows behind a place as what an index has side by side, of each as many as the page has. One condition over several columns
     * is at best a bound of the first of them to PostgreSQL, which then reads all rows that are the same there.
     */
    private SqlSelect inRanges(List<Output> outputs, List<SortKey> keys, Keyset start, @Nullable Place end) {
        SubQuery rows = new SubQuery(PAGE);
        SqlSelect query = limited(rows.select(outputs, keys), page.limit(), page.offset());
        @Nullable SqlNode union = null;
        for (Keyset.Range range : start.ranges()) {
            BatchRows part = new BatchRows(level);
            part.keep(start.conditions(range, part));
            SqlSelect first = between(part, keys, null, end)
                    .show(rows.outputs())
                    .sort(start.order(range))
                    .query();
            limited(first, last(), 0);
            union = union == null ? first : Syntax.call(SqlStdOperatorTable.UNION_ALL, union, first);
        }
        query.setFrom(rows.as(Objects.requireNonNull(union)));
        return query;
    }

    /** The pages of all rows above at once. */
    private SqlSelect numbered(List<Output> outputs) {
        SubQuery rows = new SubQuery(PAGE);
        SqlSelect query = rows.select(outputs, level.keys());
        List<SqlNode> bounds = new ArrayList<>();
        if (page.offset() > 0) {
            bounds.add(bound(rows, SqlStdOperatorTable.GREATER_THAN, page.offset()));
        }
        if (page.limit() != null) {
            bounds.add(bound(rows, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, last()));
        }
        query.setWhere(Syntax.and(bounds));
        List<SortKey> own = level.own();
        SqlSelect all = between(new BatchRows(level), own, page.after(), page.before())
                .show(rows.outputs())
                .showNumber(NUMBER, page.fromEnd() ? SortKey.reversed(own) : own)
                .query();
        query.setFrom(rows.as(all));
        return query;
    }

    private static SqlNode bound(SubQuery rows, SqlBinaryOperator operator, long number) {
        return Syntax.call(operator, rows.unasked(NUMBER), Syntax.number(number));
    }

    /** Keeps the rows from one place to another, as they come in an order. */
    private static BatchRows between(BatchRows rows, List<SortKey> keys, @Nullable Place start, @Nullable Place end) {
        if (start != null) {
            rows.keep(List.of(new Keyset(keys, start).condition(rows)));
        }
        if (end != null) {
            rows.keep(List.of(new Keyset(SortKey.reversed(keys), end).condition(rows)));
        }
        return rows;
    }

    /** Returns the number of the page's last row. */
    private long last() {
        return Math.addExact(Objects.requireNonNull(page.limit()), page.offset());
    }

    private static SqlSelect limited(SqlSelect query, @Nullable Long limit, long offset) {
        if (limit != null) {
            query.setFetch(Syntax.number(limit));
        }
        if (offset > 0) {
            query.setOffset(Syntax.number(offset));
        }
        return query;
    }
}
