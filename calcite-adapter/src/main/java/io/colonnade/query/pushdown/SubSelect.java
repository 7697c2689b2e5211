package io.colonnade.query.pushdown;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** Its input, written as a sub-select whatever stands above it. */
final class SubSelect extends SingleRel {
    SubSelect(RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new SubSelect(inputs.get(0));
    }
}
