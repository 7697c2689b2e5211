package io.colonnade.query.pushdown;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** A leaf that stands for a sub-tree which the statement's WITH clause computes once. */
final class SharedRows extends AbstractRelNode {
    private final String name;

    SharedRows(RelOptCluster cluster, RelTraitSet traits, String name, RelDataType row) {
        super(cluster, traits);
        this.name = name;
        this.rowType = row;
    }

    String name() {
        return name;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("name", name);
    }
}
