package io.colonnade.query.pushdown;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/**
 * Its input behind an optimisation fence: nothing that stands above is evaluated on a row that does not come out of it.
 * Written as a sub-select with {@code OFFSET 0}, into which PostgreSQL moves no condition and which it does not merge with
 * what is around it ({@code is_simple_subquery} and {@code subquery_is_pushdown_safe} in its planner). Made by
 * {@link Barrier}.
 */
final class Fence extends SingleRel {
    Fence(RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Fence(inputs.get(0));
    }
}
