package io.colonnade.source;

import io.colonnade.type.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL in a source's dialect with the values of its parameters. Immutable.
 *
 * @param sql the text, with {@code ?} for each parameter
 * @param parameters in the order of their placeholders
 * @param columns what is read of what the statement returns, its first columns in order
 */
public record SourceStatement(String sql, List<Parameter> parameters, List<ResultColumn> columns) {
    public SourceStatement {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * A bound value.
     *
     * @param type what the source is told of its type
     * @param value {@link String}, {@link Integer}, {@link Long}, {@link Float}, {@link Double}, {@link Boolean},
     *     {@link java.math.BigDecimal}, {@link java.time.LocalDate}, {@link java.time.LocalTime},
     *     {@link java.time.LocalDateTime}, {@link java.time.Instant} or {@code byte[]}, as the type has it; null is NULL
     */
    public record Parameter(ColumnType type, @Nullable Object value) {}

    /**
     * A column of the result.
     *
     * @param name the name in the Arrow schema
     * @param type the type in the Arrow schema
     * @param nullable whether NULL may occur; a NULL in a column that is not nullable stops the stream
     * @param origin the contract that promises the column, as {@code projection.batch.column}; empty for computed ones.
     *     A value that does not fit a promised column is an error; the scale of a computed one is rounded.
     */
    public record ResultColumn(String name, ColumnType type, boolean nullable, String origin) {
        /** Returns whether a contract promises this column, so that rounding would falsify it. */
        public boolean promised() {
            return !origin.isEmpty();
        }
    }
}
