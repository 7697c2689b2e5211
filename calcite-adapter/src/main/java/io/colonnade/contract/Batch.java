package io.colonnade.contract;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One flat table of a projection. Immutable. */
public final class Batch {
    private final String name;
    private final String description;
    private final Relation relation;
    private final @Nullable String condition;
    private final List<String> key;
    private final List<OrderItem> order;
    private final List<Column> columns;
    private final List<Column> filterColumns;

    /**
     * Creates a batch.
     *
     * @param condition the contract's own WHERE in the source's dialect, if it has one
     * @param filterColumns columns for row filters only, which no user ever sees
     */
    public Batch(
            String name,
            String description,
            Relation relation,
            @Nullable String condition,
            List<String> key,
            List<OrderItem> order,
            List<Column> columns,
            List<Column> filterColumns) {
        this.name = name;
        this.description = description;
        this.relation = relation;
        this.condition = condition;
        this.key = List.copyOf(key);
        this.order = List.copyOf(order);
        this.columns = List.copyOf(columns);
        this.filterColumns = List.copyOf(filterColumns);
    }

    /** Returns the name that users see. */
    public String name() {
        return name;
    }

    /** Returns what the author says of the batch; may be empty. */
    public String description() {
        return description;
    }

    /** Returns where the rows come from. */
    public Relation relation() {
        return relation;
    }

    /** Returns the contract's own WHERE in the source's dialect. */
    public Optional<String> condition() {
        return Optional.ofNullable(condition);
    }

    /** Returns the names of the key columns. */
    public List<String> key() {
        return key;
    }

    /** Returns the default keyset order, which ends in the key. */
    public List<OrderItem> order() {
        return order;
    }

    /** Returns the columns that users see, in the contract's order. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the columns for row filters only. */
    public List<Column> filterColumns() {
        return filterColumns;
    }

    /** Returns a visible column by name. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }
}
