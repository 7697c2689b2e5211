package io.colonnade.server.selection;

import io.colonnade.contract.Column;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a caller may select from, under the names that a door gives to its columns and relations. Immutable; made for each
 * request from the catalogue of the query façade.
 */
public final class SelectableBatch {
    private final VisibleProjection projection;
    private final VisibleBatch batch;
    private final Naming naming;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, BatchRelation> relations = new LinkedHashMap<>();

    /** Creates the view of a batch of a projection. */
    public SelectableBatch(VisibleProjection projection, VisibleBatch batch, Naming naming) {
        this.projection = projection;
        this.batch = batch;
        this.naming = naming;
        batch.batch().columns().forEach(column -> columns.put(naming.of(column.name()), column));
        BatchRelations.of(projection, batch).forEach(relation -> relations.put(naming.of(relation.name()), relation));
    }

    /**
     * Finds a batch by the contract's names.
     *
     * @throws io.colonnade.error.ColonnadeException NOT_FOUND, the same whether it is hidden or not there
     */
    public static SelectableBatch of(List<VisibleProjection> catalog, String projection, String batch, Naming naming) {
        VisibleProjection found = projection(catalog, projection);
        return new SelectableBatch(found, batch(found, batch), naming);
    }

    /**
     * Finds a projection by its name.
     *
     * @throws io.colonnade.error.ColonnadeException NOT_FOUND, the same whether it is hidden or not there
     */
    public static VisibleProjection projection(List<VisibleProjection> catalog, String name) {
        return catalog.stream()
                .filter(visible -> visible.projection().name().equals(name))
                .findFirst()
                .orElseThrow(() -> SelectionErrors.notFound(
                        SqlState.UNDEFINED_SCHEMA,
                        missing(
                                "Projection",
                                name,
                                catalog.stream()
                                        .map(visible -> visible.projection().name())
                                        .toList())));
    }

    private static VisibleBatch batch(VisibleProjection projection, String name) {
        return projection.batches().stream()
                .filter(visible -> visible.batch().name().equals(name))
                .findFirst()
                .orElseThrow(() -> SelectionErrors.notFound(
                        SqlState.UNDEFINED_TABLE,
                        missing(
                                "Batch",
                                name,
                                projection.batches().stream()
                                        .map(visible -> visible.batch().name())
                                        .toList())));
    }

    private static String missing(String what, String name, List<String> known) {
        return what + " '" + SelectionErrors.shortened(name) + "' does not exist"
                + Suggestion.hint(SelectionErrors.shortened(name), known);
    }

    /** Returns the projection as the caller sees it. */
    public VisibleProjection projection() {
        return projection;
    }

    /** Returns the batch as the caller sees it. */
    public VisibleBatch batch() {
        return batch;
    }

    /** Returns the columns by the door's names, in the contract's order. */
    public Map<String, Column> columns() {
        return Collections.unmodifiableMap(columns);
    }

    /** Returns the relations by the door's names. */
    public Map<String, BatchRelation> relations() {
        return Collections.unmodifiableMap(relations);
    }

    /** Returns where a relation leads, under the names of the same door. */
    public SelectableBatch related(BatchRelation relation) {
        return new SelectableBatch(projection, batch(projection, relation.batch()), naming);
    }

    /** Returns whether a column's values are masked for the caller. */
    public boolean isMasked(Column column) {
        return batch.masks().containsKey(column.name());
    }

    /**
     * Finds a column.
     *
     * @param path where its name stands, for the error
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT if there is none
     */
    public Column column(String name, String path) {
        @Nullable Column column = columns.get(name);
        if (column == null) {
            throw SelectionErrors.unknown(path, "column", name, columns.keySet());
        }
        return column;
    }

    Optional<BatchRelation> relation(String name) {
        return Optional.ofNullable(relations.get(name));
    }

    /** Returns what a filter may name: columns and relations. */
    List<String> names() {
        List<String> names = new ArrayList<>(columns.keySet());
        names.addAll(relations.keySet());
        return names;
    }
}
