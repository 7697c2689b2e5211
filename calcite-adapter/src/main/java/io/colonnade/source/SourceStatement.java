package io.colonnade.source;

import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL in a source's dialect with the values of its parameters. Immutable.
 *
 * @param sql the text, with {@code ?} for each parameter
 * @param parameters in the order of their placeholders
 * @param columns what is read of what the statement returns, its first columns in order
 * @param scan how to read the same rows in parts; null where the statement is more than a scan of one table
 */
public record SourceStatement(
        String sql,
        List<Parameter> parameters,
        List<ResultColumn> columns,
        @Nullable Scan scan) {
    public SourceStatement {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /** Creates a statement that is read as a whole only. */
    public SourceStatement(String sql, List<Parameter> parameters, List<ResultColumn> columns) {
        this(sql, parameters, columns, null);
    }

    /** Returns how to read the same rows in parts, in no order. */
    public Optional<Scan> splitting() {
        return Optional.ofNullable(scan);
    }

    /**
     * Returns the statement for the rows of some pages of its table.
     *
     * @throws IllegalStateException if the statement is no scan
     */
    public SourceStatement part(PageRange pages) {
        if (scan == null) {
            throw new IllegalStateException("not a scan");
        }
        return new SourceStatement(scan.sql(), scan.bind(pages), columns);
    }

    /**
     * The statement's text restricted to a range of its table's pages. The two bounds are texts that the statement casts to
     * PostgreSQL's row position, {@code (page,0)}.
     *
     * @param table the table as the statement names it
     * @param sql the text, with {@code ?} for each parameter and each bound
     * @param parameters for each placeholder its value; {@link #LOWER} and {@link #UPPER} where a bound goes
     */
    public record Scan(String table, String sql, List<Parameter> parameters) {
        /** Stands for the position of the first row that is wanted. */
        public static final Parameter LOWER = bound("lower");

        /** Stands for the position behind the last row that is wanted. */
        public static final Parameter UPPER = bound("upper");

        /** No table has more: page numbers are unsigned integers of four bytes, and the last one is none. */
        private static final long MOST_PAGES = 4_294_967_294L;

        public Scan {
            parameters = List.copyOf(parameters);
        }

        private static Parameter bound(String name) {
            return new Parameter(ColumnType.of(TypeName.STRING), name);
        }

        private List<Parameter> bind(PageRange pages) {
            List<Parameter> bound = new ArrayList<>();
            for (Parameter parameter : parameters) {
                // The very objects: a caller's text of the same letters is not a bound.
                if (parameter == LOWER) {
                    bound.add(bound("(" + pages.from() + ",0)"));
                } else if (parameter == UPPER) {
                    bound.add(bound("(" + Math.min(pages.to(), MOST_PAGES) + ",0)"));
                } else {
                    bound.add(parameter);
                }
            }
            return bound;
        }
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
     * @param added bytes that each row gains behind the source: batches must not outgrow what clients take
     */
    public record ResultColumn(String name, ColumnType type, boolean nullable, String origin, int added) {
        /** Creates a column that leaves as it arrives. */
        public ResultColumn(String name, ColumnType type, boolean nullable, String origin) {
            this(name, type, nullable, origin, 0);
        }

        /** Returns the column with bytes that each row gains besides. */
        public ResultColumn adding(int bytes) {
            return new ResultColumn(name, type, nullable, origin, added + bytes);
        }

        /** Returns whether a contract promises this column, so that rounding would falsify it. */
        public boolean promised() {
            return !origin.isEmpty();
        }
    }
}
