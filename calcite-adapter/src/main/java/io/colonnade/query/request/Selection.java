package io.colonnade.query.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about one batch, as a tree of names instead of a text: what GraphQL and bulk reads ask. It holds no value: conditions
 * and cursors name the parameters that are bound when it runs, counted from 0, so that one plan serves all values. Immutable; names
 * are the contract's.
 *
 * <p>A level below another ({@link #parent}) answers for all rows of the level above at once: its {@link #page} holds for each of
 * them, and its rows come in the order of those, and then in its own. Unless they are to come {@link Link#once once}.
 *
 * @param projection the schema that the batch is found in, such as {@code sales} or {@code sales@1}
 * @param batch the table
 * @param parent the level above and how rows belong to it; null at the root
 * @param items what is answered, in this order; at least one
 * @param grouped whether rows are grouped by the items that are no aggregates; without such items, all rows are one group
 * @param where what the rows, before they are grouped, must meet
 * @param having what the groups must meet, over aggregates and grouped values
 * @param order the order of the rows; where it leaves ties, their order is unknown
 * @param page which of the rows
 */
public record Selection(
        String projection,
        String batch,
        @Nullable Link parent,
        List<Item> items,
        boolean grouped,
        @Nullable Condition where,
        @Nullable Condition having,
        List<Order> order,
        Page page)
        implements QueryRequest {
    public Selection {
        items = List.copyOf(items);
        order = List.copyOf(order);
    }

    /**
     * How the rows of a level belong to those of the level above.
     *
     * @param above the level above, of which the rows, their order and their page count, and the items do not
     * @param columns the pairs of columns that are equal
     * @param once whether a row comes once, however many rows above it belongs to: then the level has an order and a page of its
     *     own, as if it were at the root, and nothing of the rows above can be asked for
     */
    public record Link(Selection above, List<Pair> columns, boolean once) {
        public Link {
            columns = List.copyOf(columns);
        }

        /** Links rows that come once for each row above that they belong to. */
        public Link(Selection above, List<Pair> columns) {
            this(above, columns, false);
        }
    }

    /**
     * Two columns that are equal.
     *
     * @param here a column of the level, or of the related batch
     * @param above a column of the level above, or of the batch that the condition is about
     */
    public record Pair(String here, String above) {}

    /**
     * A column of the answer.
     *
     * @param name its name, unique among the items
     */
    public record Item(String name, Value value) {}

    /** What an item, a condition or an order is about. */
    public sealed interface Value {}

    /** A column of the batch. */
    public record ColumnValue(String column) implements Value {}

    /**
     * A column of a row above, by which rows of this level are told whose they are.
     *
     * @param levels how many levels above; at least 1
     */
    public record AboveValue(int levels, String column) implements Value {}

    /** A date or timestamp cut to the beginning of a unit. */
    public record BucketValue(String column, Bucket unit) implements Value {}

    /**
     * An aggregate over the rows of a group.
     *
     * @param column what is aggregated; null counts rows
     */
    public record AggregateValue(
            Aggregate function, @Nullable String column) implements Value {}

    /** The units that times are cut to; weeks begin on Monday. */
    public enum Bucket {
        YEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE,
        SECOND
    }

    /** The aggregates. */
    public enum Aggregate {
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MIN,
        MAX
    }

    /**
     * An item of an order.
     *
     * @param nullsFirst whether NULL comes before all values
     */
    public record Order(Value value, boolean descending, boolean nullsFirst) {}

    /**
     * Which of the ordered rows are answered.
     *
     * @param limit how many at most; null is all
     * @param offset how many are passed over, after the cursor
     * @param after the place behind which the rows begin; null is the beginning
     * @param before the place before which they end; null is the end
     * @param fromEnd whether the limit counts from the end: the last rows, in the same order
     */
    public record Page(
            @Nullable Long limit,
            long offset,
            @Nullable Place after,
            @Nullable Place before,
            boolean fromEnd) {
        /** All rows. */
        public static final Page ALL = new Page(null, 0, null, null, false);

        /** The offset above which somebody is told that there are cursors. */
        public static final long FAR_OFFSET = 100_000;

        /** Returns whether so many rows are passed over that somebody is told. */
        public boolean isFar() {
            return offset > FAR_OFFSET;
        }
    }

    /**
     * A place in the order: the values that the row there has.
     *
     * @param parameters the parameter of each item of the order; null where the row's value is NULL
     */
    public record Place(List<@Nullable Integer> parameters) {
        public Place {
            // List.copyOf takes no null.
            parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        }
    }
}
