package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.server.selection.BatchRelation;
import io.colonnade.server.selection.Naming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GraphQL calls a batch and what belongs to it, and what these names stand for: those of columns and relations hold in
 * rows, filters, orders and groups alike. Immutable.
 */
public final class BatchNames {
    private final String projection;
    private final VisibleBatch visible;
    private final String type;
    private final Map<String, Column> columns;
    private final Map<String, BatchRelation> relations;
    private final Map<String, AggregateValue> aggregates;

    BatchNames(
            String projection,
            VisibleBatch visible,
            String type,
            Map<String, Column> columns,
            Map<String, BatchRelation> relations,
            Map<String, AggregateValue> aggregates) {
        this.projection = projection;
        this.visible = visible;
        this.type = type;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
        this.aggregates = Collections.unmodifiableMap(new LinkedHashMap<>(aggregates));
    }

    /** Returns the schema that the batch is found in, such as {@code sales@1}. */
    public String projection() {
        return projection;
    }

    /** Returns the batch as the principal sees it. */
    public VisibleBatch visible() {
        return visible;
    }

    /** Returns the name of the type of its rows. */
    public String type() {
        return type;
    }

    /** Returns its columns under their names, in the contract's order. */
    public Map<String, Column> columns() {
        return columns;
    }

    /** Returns its relations under their names. */
    public Map<String, BatchRelation> relations() {
        return relations;
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
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue() == column)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns whether nothing hides the values of its key, so that it finds one row. */
    boolean hasOpenKey() {
        return !visible.batch().key().isEmpty()
                && visible.batch().key().stream().noneMatch(visible.masks()::containsKey);
    }

    /** Returns whether nothing hides the values of a column. */
    boolean isOpen(Column column) {
        return !visible.masks().containsKey(column.name());
    }
}
