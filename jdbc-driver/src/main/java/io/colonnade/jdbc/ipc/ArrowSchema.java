package io.colonnade.jdbc.ipc;

import java.util.List;

/** The fields of a result or of a statement's parameters, in order. Immutable. */
public final class ArrowSchema {
    public static final ArrowSchema EMPTY = new ArrowSchema(List.of());

    private final List<ArrowField> fields;

    public ArrowSchema(List<ArrowField> fields) {
        this.fields = List.copyOf(fields);
    }

    public List<ArrowField> fields() {
        return fields;
    }
}
