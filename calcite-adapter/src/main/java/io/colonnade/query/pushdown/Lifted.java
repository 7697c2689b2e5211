package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Inner joins and conditions without what in them is not leak-proof: all of it waits above one fence, so that the
 * leak-proof conditions of all of them are below it.
 *
 * @param rows the tree without the conditions
 * @param conditions over its fields
 */
record Lifted(RelNode rows, List<RexNode> conditions) {
    static Lifted of(RelNode node, LeakProof known) {
        boolean correlated = !node.getVariablesSet().isEmpty();
        if (node instanceof Filter filter && !correlated) {
            return of(filter, known);
        }
        if (node instanceof Join join && !correlated && join.getJoinType() == JoinRelType.INNER) {
            return of(join, known);
        }
        return new Lifted(node, List.of());
    }

    private static Lifted of(Filter filter, LeakProof known) {
        Lifted input = of(filter.getInput(), known);
        Conditions own = Conditions.of(filter.getCondition(), filter, known);
        if (input.conditions.isEmpty() && own.fallible().isEmpty()) {
            return new Lifted(filter, List.of());
        }
        List<RexNode> conditions = new ArrayList<>(input.conditions);
        conditions.addAll(own.fallible());
        RelNode rows = own.leakProof().isEmpty()
                ? input.rows
                : filter.copy(filter.getTraitSet(), input.rows, conjunction(filter, own.leakProof()));
        return new Lifted(rows, conditions);
    }

    private static Lifted of(Join join, LeakProof known) {
        Lifted left = of(join.getLeft(), known);
        Lifted right = of(join.getRight(), known);
        Conditions own = Conditions.of(join.getCondition(), join, known);
        List<RexNode> conditions = new ArrayList<>(left.conditions);
        conditions.addAll(
                RexUtil.shift(right.conditions, join.getLeft().getRowType().getFieldCount()));
        conditions.addAll(own.fallible());
        if (conditions.isEmpty()) {
            return new Lifted(join, List.of());
        }
        RelNode rows = join.copy(
                join.getTraitSet(),
                conjunction(join, own.leakProof()),
                left.rows,
                right.rows,
                join.getJoinType(),
                join.isSemiJoinDone());
        return new Lifted(rows, conditions);
    }

    private static RexNode conjunction(RelNode node, List<RexNode> conditions) {
        return RexUtil.composeConjunction(node.getCluster().getRexBuilder(), conditions);
    }
}
