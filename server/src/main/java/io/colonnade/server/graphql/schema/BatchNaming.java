package io.colonnade.server.graphql.schema;

import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.Selection.Aggregate;
import io.colonnade.query.request.Selection.AggregateValue;
import io.colonnade.server.selection.SelectableBatch;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Gives the parts of batches their names. For one thread. */
final class BatchNaming {
    private static final String COUNT = "count";

    private final NameTable types;

    BatchNaming(NameTable types) {
        this.types = types;
    }

    /** Names all batches of a projection, under the contract's names of these. */
    Map<String, BatchNames> of(VisibleProjection projection) {
        Map<String, BatchNames> names = new LinkedHashMap<>();
        for (VisibleBatch batch : projection.batches()) {
            names.put(batch.batch().name(), of(projection, batch));
        }
        return names;
    }

    private BatchNames of(VisibleProjection projection, VisibleBatch batch) {
        String name = projection.projection().name();
        SelectableBatch selectable = new SelectableBatch(projection, batch, Spelling::field);
        String wanted = Spelling.pascal(name) + Spelling.pascal(batch.batch().name());
        String type = types.take(wanted, TypePart.endings(selectable.columns().keySet()));
        return new BatchNames(selectable, type, aggregates(selectable.columns()));
    }

    /** Groups have the columns that they are grouped by, under the names that these have in rows, and their aggregates. */
    private static Map<String, AggregateValue> aggregates(Map<String, Column> columns) {
        NameTable fields = new NameTable(columns.keySet());
        Map<String, AggregateValue> aggregates = new LinkedHashMap<>();
        aggregates.put(fields.take(COUNT), new AggregateValue(Aggregate.COUNT, null));
        columns.forEach((name, column) -> ValueTypes.aggregates(column.type())
                .forEach(function -> aggregates.put(
                        fields.take(name + ending(function)), new AggregateValue(function, column.name()))));
        return aggregates;
    }

    private static String ending(Aggregate function) {
        return Spelling.pascal(function.name().toLowerCase(Locale.ROOT));
    }
}
