package io.colonnade.query.resolve;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A batch as a table of the caller's catalogue: its visible columns and nothing else. Immutable. */
public final class BatchTable extends AbstractTable {
    private final Projection projection;
    private final Batch batch;

    BatchTable(Projection projection, Batch batch) {
        this.projection = projection;
        this.batch = batch;
    }

    /** Returns the projection that the batch belongs to. */
    public Projection projection() {
        return projection;
    }

    /** Returns the batch. */
    public Batch batch() {
        return batch;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder row = factory.builder();
        for (Column column : batch.columns()) {
            row.add(column.name(), column.type().sql(factory, column.nullable()));
        }
        return row.build();
    }
}
