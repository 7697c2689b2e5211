package io.colonnade.jdbc.ipc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of an Arrow schema as the driver needs it: name, nullability, kind and what the kind leaves open. Made by
 * {@link SchemaDecoder}, and by the driver for rows of its own. Immutable.
 */
public final class ArrowField {
    private final String name;
    private final ArrowKind kind;
    private final boolean nullable;
    private final TypeDetail detail;
    private final List<ArrowField> children;
    private final Map<String, String> metadata;

    ArrowField(
            String name,
            ArrowKind kind,
            boolean nullable,
            TypeDetail detail,
            List<ArrowField> children,
            Map<String, String> metadata) {
        this.name = name;
        this.kind = kind;
        this.nullable = nullable;
        this.detail = detail;
        this.children = List.copyOf(children);
        this.metadata = Map.copyOf(metadata);
    }

    /** Makes a nullable field whose kind needs no detail. */
    public static ArrowField of(String name, ArrowKind kind) {
        return new ArrowField(name, kind, true, TypeDetail.NONE, List.of(), Map.of());
    }

    static ArrowField of(String name, ArrowKind kind, TypeDetail detail) {
        return new ArrowField(name, kind, true, detail, List.of(), Map.of());
    }

    /** Returns the same field under another name. */
    public ArrowField named(String other) {
        return new ArrowField(other, kind, nullable, detail, children, metadata);
    }

    public String name() {
        return name;
    }

    public ArrowKind kind() {
        return kind;
    }

    public boolean nullable() {
        return nullable;
    }

    public TypeDetail detail() {
        return detail;
    }

    /** Returns the fields within: a list's element, a struct's members. */
    public List<ArrowField> children() {
        return children;
    }

    /** Returns the value of a key of the field's metadata, such as {@code ARROW:FLIGHT:SQL:TYPE_NAME}. */
    public @Nullable String metadata(String key) {
        return metadata.get(key);
    }

    /** Tells whether the other's buffers can be read as this one's: same kinds, widths, scales and units, in and out. */
    public boolean hasLayoutOf(ArrowField other) {
        if (kind != other.kind || !detail.hasLayoutOf(other.detail) || children.size() != other.children.size()) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).hasLayoutOf(other.children.get(i))) {
                return false;
            }
        }
        return true;
    }
}
