package io.colonnade.source;

import java.util.List;

/**
 * What a statement would return.
 *
 * @param columns in the statement's order
 */
public record StatementDescription(List<DescribedColumn> columns) {
    public StatementDescription {
        columns = List.copyOf(columns);
    }

    /**
     * One column of a statement's result.
     *
     * @param name the column's label
     * @param databaseType the source's own name of the type, such as {@code int4}, {@code bpchar} or {@code _text}
     * @param precision decimal digits, or 0 if the type has none or it is not constrained
     * @param scale digits after the point, or 0
     * @param kind what sort of type the source says it is
     * @param stored whether it is a column of a table as it is stored, so that to look at it cannot fail, and its texts
     *     compare without failing
     */
    public record DescribedColumn(
            String name, String databaseType, int precision, int scale, Kind kind, boolean stored) {}

    /** The sorts of types that a source knows. */
    public enum Kind {
        BASE,
        ENUM,
        ARRAY,
        COMPOSITE,
        RANGE,
        DOMAIN,
        OTHER
    }
}
