package io.colonnade.contract;

import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of a batch. Immutable. */
public final class Column {
    private final String name;
    private final ColumnType type;
    private final boolean nullable;
    private final String expression;
    private final @Nullable Reference reference;
    private final List<String> values;
    private final String description;
    private final boolean stored;

    /**
     * Creates a column that its source computes, as far as is known.
     *
     * @param expression the value as SQL in the source's dialect, over the columns of the batch's relation
     * @param values the permitted values of an enumeration; empty if any value is permitted
     */
    public Column(
            String name,
            ColumnType type,
            boolean nullable,
            String expression,
            @Nullable Reference reference,
            List<String> values,
            String description) {
        this(name, type, nullable, expression, reference, values, description, false);
    }

    private Column(
            String name,
            ColumnType type,
            boolean nullable,
            String expression,
            @Nullable Reference reference,
            List<String> values,
            String description,
            boolean stored) {
        this.name = name;
        this.type = type;
        this.nullable = nullable;
        this.expression = expression;
        this.reference = reference;
        this.values = List.copyOf(values);
        this.description = description;
        this.stored = stored;
    }

    /** Returns the column as one whose expression fails for no row and compares with any value. */
    public Column asStored() {
        return new Column(name, type, nullable, expression, reference, values, description, true);
    }

    /**
     * A foreign key: a promise that a join makes sense, not that a parent exists.
     *
     * @param batch the parent batch, in the same projection
     * @param column a key column of the parent
     */
    public record Reference(String batch, String column) {}

    /** Returns the name that users see. */
    public String name() {
        return name;
    }

    /** Returns the type that the contract promises. */
    public ColumnType type() {
        return type;
    }

    /** Returns whether NULL may occur. */
    public boolean nullable() {
        return nullable;
    }

    /** Returns the value as SQL in the source's dialect, over the columns of the batch's relation. */
    public String expression() {
        return expression;
    }

    /** Returns the key column that this column refers to. */
    public Optional<Reference> reference() {
        return Optional.ofNullable(reference);
    }

    /** Returns the permitted values of an enumeration; empty if any value is permitted. */
    public List<String> values() {
        return values;
    }

    /** Returns what the author says of the column; may be empty. */
    public String description() {
        return description;
    }

    /**
     * Returns whether the expression is a table's own column, or a cast of one that every value survives: to evaluate it
     * on a row that a filter hides tells nothing of the row.
     */
    public boolean isStored() {
        return stored;
    }
}
