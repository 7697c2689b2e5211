package io.colonnade.contract;

import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.type.ColumnType;
import io.colonnade.yaml.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A projection file as its author wrote it, with the places to point at, before anything was asked of the source.
 * Made by {@link ProjectionReader}.
 */
record ProjectionDraft(
        String name,
        Location location,
        Version version,
        Stability stability,
        String description,
        String source,
        Location sourceLocation,
        int maxHops,
        Grant grant,
        @Nullable Deprecation deprecation,
        Location deprecationLocation,
        @Nullable ExportRule export,
        List<BatchDraft> batches,
        List<FilterDraft> filters,
        List<MaskDraft> masks) {

    Optional<BatchDraft> batch(String wanted) {
        return batches.stream().filter(batch -> batch.name().equals(wanted)).findFirst();
    }

    List<String> batchNames() {
        return batches.stream().map(BatchDraft::name).toList();
    }

    /** A batch as written. */
    record BatchDraft(
            String name,
            Location location,
            String description,
            Relation relation,
            Location relationLocation,
            @Nullable String condition,
            Location conditionLocation,
            List<String> key,
            Location keyLocation,
            List<OrderItem> order,
            Location orderLocation,
            List<ColumnDraft> columns,
            List<ColumnDraft> filterColumns) {

        Optional<ColumnDraft> column(String wanted) {
            return columns.stream()
                    .filter(column -> column.name().equals(wanted))
                    .findFirst();
        }

        List<String> columnNames() {
            return columns.stream().map(ColumnDraft::name).toList();
        }

        List<ColumnDraft> allColumns() {
            return Stream.concat(columns.stream(), filterColumns.stream()).toList();
        }
    }

    /**
     * A column as written.
     *
     * @param type null where the source decides, or where the author's type could not be read
     * @param origin where the value comes from
     */
    record ColumnDraft(
            String name,
            Location location,
            @Nullable ColumnType type,
            boolean nullable,
            Origin origin,
            Column.@Nullable Reference reference,
            Location referenceLocation,
            List<String> values,
            String description) {}

    /**
     * Where a value comes from.
     *
     * @param text a column's name, or an expression in the source's dialect
     * @param computed whether it is an expression
     */
    record Origin(String text, boolean computed) {
        /** Returns the value as SQL that stands for itself wherever it is placed. */
        String sql() {
            if (!computed) {
                return SourceSql.quote(text);
            }
            return SourceSql.enclose(text);
        }

        /** Returns the value as an author would write it inside an expression, for suggestions. */
        String asWritten() {
            if (computed) {
                return SourceSql.enclose(text);
            }
            return Names.isPlain(text) ? text : SourceSql.quote(text);
        }
    }

    /** A row filter as written. */
    record FilterDraft(Location location, RowFilter filter) {}

    /**
     * A mask as written.
     *
     * @param mask null where it could not be read
     */
    record MaskDraft(
            Location location,
            String batch,
            String column,
            @Nullable ColumnMask mask,
            Set<String> unless) {}
}
