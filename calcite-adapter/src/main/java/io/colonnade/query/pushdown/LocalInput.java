package io.colonnade.query.pushdown;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** A leaf of the local remainder: rows that a source has delivered under a name of the local engine. */
public final class LocalInput extends AbstractRelNode {
    private final String name;

    /** Creates a leaf. */
    public LocalInput(RelOptCluster cluster, RelTraitSet traits, String name, RelDataType row) {
        super(cluster, traits);
        this.name = name;
        this.rowType = row;
    }

    /** Returns the table's name in the local statement. */
    public String name() {
        return name;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("name", name);
    }
}
