package io.colonnade.server.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a selection's parameters, as they are found one after the other. Not thread-safe. */
public final class SelectionValues {
    private final List<@Nullable Object> values;

    /** Creates values of which there is none yet. */
    public SelectionValues() {
        this(List.of());
    }

    private SelectionValues(List<@Nullable Object> values) {
        this.values = new ArrayList<>(values);
    }

    /** Returns values that begin with these: what a level below another counts on from. */
    public SelectionValues copy() {
        return new SelectionValues(values);
    }

    /** Adds a value, and returns the number of its parameter. */
    public int add(Object value) {
        values.add(value);
        return values.size() - 1;
    }

    /** Returns a parameter's value. */
    Object get(int parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    /** Returns the values as they are run with. */
    public List<@Nullable Object> list() {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }
}
