package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.server.selection.BatchRelation;
import io.colonnade.server.selection.Naming;
import io.colonnade.server.selection.SelectableBatch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GraphQL calls a batch and what belongs to it, and what these names stand for: those of columns and relations hold in
 * rows, filters, orders and groups alike. Immutable.
 */
public final class BatchNames {
    private final SelectableBatch selectable;
    private final String type;
    private final Map<String, AggregateValue> aggregates;

    BatchNames(SelectableBatch selectable, String type, Map<String, AggregateValue> aggregates) {
        this.selectable = selectable;
        this.type = type;
        this.aggregates = Collections.unmodifiableMap(new LinkedHashMap<>(aggregates));
    }

    /** Returns the batch as one may select from it, under these names. */
    public SelectableBatch selectable() {
        return selectable;
    }

    /** Returns the schema that the batch is found in, such as {@code sales@1}. */
    public String projection() {
        return selectable.projection().projection().name();
    }

    /** Returns the batch as the principal sees it. */
    public VisibleBatch visible() {
        return selectable.batch();
    }

    /** Returns the name of the type of its rows. */
    public String type() {
        return type;
    }

    /** Returns its columns under their names, in the contract's order. */
    public Map<String, Column> columns() {
        return selectable.columns();
    }

    /** Returns its relations under their names. */
    public Map<String, BatchRelation> relations() {
        return selectable.relations();
    }

    /** Returns the aggregates over its rows under their names. */
    public Map<String, AggregateValue> aggregates() {
        return aggregates;
    }

    /** Returns how columns and relations of all batches are called. */
    public Naming naming() {
        return Spelling::field;
    }

    /** Returns the name of a column. */
    public Optional<String> nameOf(Column column) {
        return columns().entrySet().stream()
                .filter(entry -> entry.getValue() == column)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns whether nothing hides the values of its key, so that it finds one row. */
    boolean hasOpenKey() {
        return !visible().batch().key().isEmpty()
                && visible().batch().key().stream().noneMatch(visible().masks()::containsKey);
    }

    /** Returns whether nothing hides the values of a column. */
    boolean isOpen(Column column) {
        return !selectable.isMasked(column);
    }
}
