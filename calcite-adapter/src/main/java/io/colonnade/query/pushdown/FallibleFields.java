package io.colonnade.query.pushdown;

import io.colonnade.query.policy.GovernedScan;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The fields of a tree's rows that stand for expressions which are not leak-proof. PostgreSQL puts the expression itself
 * in the place of a field of a sub-select that it merges: whoever compares the field has it evaluated wherever the
 * comparison is. One instance serves one {@link LeakProof}.
 */
final class FallibleFields {
    private final LeakProof leakProof;
    private final Map<RelNode, ImmutableBitSet> known = new IdentityHashMap<>();

    FallibleFields(LeakProof leakProof) {
        this.leakProof = leakProof;
    }

    ImmutableBitSet of(RelNode node) {
        ImmutableBitSet fields = known.get(node);
        if (fields == null) {
            fields = found(node);
            known.put(node, fields);
        }
        return fields;
    }

    private ImmutableBitSet found(RelNode node) {
        if (node instanceof GovernedScan scan) {
            return ScanFields.fallible(scan);
        }
        if (node instanceof Project project) {
            return projected(project);
        }
        if (node instanceof Aggregate aggregate) {
            return keys(aggregate);
        }
        if (node instanceof Filter || node instanceof Sort || node instanceof Join || node instanceof Correlate) {
            return ofInputs(node);
        }
        // A set operation computes its branches by themselves, and a fence what is beneath it.
        boolean computed = node instanceof SetOp || node instanceof Fence || node instanceof Values;
        return computed
                ? ImmutableBitSet.of()
                : ImmutableBitSet.range(node.getRowType().getFieldCount());
    }

    /** Returns those of a node's input; of a join's inputs, side by side. */
    ImmutableBitSet ofInputs(RelNode node) {
        if (node instanceof SetOp) {
            return node.getInputs().stream().map(this::of).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
        }
        ImmutableBitSet fields = ImmutableBitSet.of();
        int width = 0;
        for (RelNode input : node.getInputs()) {
            fields = fields.union(of(input).shift(width));
            width += input.getRowType().getFieldCount();
        }
        return fields;
    }

    /** A window is computed where it stands, above all conditions. */
    private ImmutableBitSet projected(Project project) {
        ImmutableBitSet below = ofInputs(project);
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            if (!RexOver.containsOver(expression) && !leakProof.isLeakProof(expression, project, below)) {
                fields.set(i);
            }
        }
        return fields.build();
    }

    /** An aggregate is computed where it stands; a condition on a key may go below. */
    private ImmutableBitSet keys(Aggregate aggregate) {
        ImmutableBitSet fallible = of(aggregate.getInput());
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        for (int i = 0; i < aggregate.getGroupCount(); i++) {
            if (fallible.get(aggregate.getGroupSet().nth(i))) {
                fields.set(i);
            }
        }
        return fields.build();
    }
}
