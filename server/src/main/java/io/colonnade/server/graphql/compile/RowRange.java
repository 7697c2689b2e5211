package io.colonnade.server.graphql.compile;

import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.server.selection.SelectionValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a level has, and in which order. Immutable but for the values, which nobody changes any more.
 *
 * @param values those of the conditions and places, behind those of the levels above
 * @param shown the page of which the rows are shown
 * @param read the page that is read, which may be one row longer
 */
record RowRange(
        SelectionValues values,
        @Nullable Condition where,
        boolean grouped,
        @Nullable Condition having,
        List<Order> order,
        Page shown,
        Page read) {
    static final AggregateValue COUNT = new AggregateValue(Aggregate.COUNT, null);

    /** All rows that meet a condition, in an order. */
    static RowRange of(SelectionValues values, @Nullable Condition where, List<Order> order) {
        return new RowRange(values, where, false, null, order, Page.ALL, Page.ALL);
    }

    /** The number of rows that meet a condition. */
    static RowRange count(SelectionValues values, @Nullable Condition where) {
        return new RowRange(values, where, true, null, List.of(), Page.ALL, Page.ALL);
    }

    /** The same rows, of which a page is shown, and one row more may be read. */
    RowRange paged(Page page, boolean oneMore) {
        Long limit = page.limit();
        Page longer = oneMore && limit != null
                ? new Page(limit + 1, page.offset(), page.after(), page.before(), page.fromEnd())
                : page;
        return new RowRange(values, where, grouped, having, order, page, longer);
    }
}
