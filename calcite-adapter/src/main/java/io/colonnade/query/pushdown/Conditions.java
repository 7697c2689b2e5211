package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * The parts of a condition that all must hold.
 *
 * @param leakProof those that may be evaluated on any row
 * @param fallible those that may not
 */
record Conditions(List<RexNode> leakProof, List<RexNode> fallible) {
    /** Takes a node's condition apart; an OR stays whole. */
    static Conditions of(RexNode condition, RelNode node, LeakProof known) {
        List<RexNode> leakProof = new ArrayList<>();
        List<RexNode> fallible = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(condition)) {
            (known.isLeakProof(part, node) ? leakProof : fallible).add(part);
        }
        return new Conditions(leakProof, fallible);
    }
}
