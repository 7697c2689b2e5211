package io.colonnade.query.resolve;

import io.colonnade.type.ColumnType;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** A query whose names and types are known and whose policy is not applied yet. Made by {@link Resolver} only. */
public final class ResolvedQuery {
    private final RelNode tree;
    private final List<OutputColumn> columns;
    private final List<ColumnType> parameters;
    private final boolean ordered;
    private final CallerView view;

    ResolvedQuery(
            RelNode tree, List<OutputColumn> columns, List<ColumnType> parameters, boolean ordered, CallerView view) {
        this.tree = tree;
        this.columns = List.copyOf(columns);
        this.parameters = List.copyOf(parameters);
        this.ordered = ordered;
        this.view = view;
    }

    /**
     * A column of the result.
     *
     * @param name the name that the client sees
     * @param type its type
     * @param nullable whether NULL may occur
     * @param origin the contract's column that it shows unchanged, if it does
     */
    public record OutputColumn(
            String name,
            ColumnType type,
            boolean nullable,
            @Nullable Origin origin) {}

    /** A column of a contract. */
    public record Origin(BatchTable table, String column) {}

    /** Returns the tree. Its first fields are the result's columns; fields after them serve to sort only. */
    public RelNode tree() {
        return tree;
    }

    /** Returns the result's columns. */
    public List<OutputColumn> columns() {
        return columns;
    }

    /** Returns the types of the caller's parameters, in order. */
    public List<ColumnType> parameters() {
        return parameters;
    }

    /** Returns whether the order of rows means something. */
    public boolean ordered() {
        return ordered;
    }

    /** Returns what the caller may see, which the names were resolved in. */
    public CallerView view() {
        return view;
    }
}
