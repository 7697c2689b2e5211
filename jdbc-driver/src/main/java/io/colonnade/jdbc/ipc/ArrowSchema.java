package io.colonnade.jdbc.ipc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a result or of a statement's parameters, in order. Immutable. */
public final class ArrowSchema {
    public static final ArrowSchema EMPTY = new ArrowSchema(List.of());

    private final List<ArrowField> fields;
    private final Map<String, String> metadata;

    public ArrowSchema(List<ArrowField> fields) {
        this(fields, Map.of());
    }

    ArrowSchema(List<ArrowField> fields, Map<String, String> metadata) {
        this.fields = List.copyOf(fields);
        this.metadata = Map.copyOf(metadata);
    }

    /** Returns what the server says of the whole under a key. */
    public @Nullable String metadata(String key) {
        return metadata.get(key);
    }

    /** Returns all that the server says of the whole. */
    public Map<String, String> metadata() {
        return metadata;
    }

    public List<ArrowField> fields() {
        return fields;
    }
}
