package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves leak-proof conditions to the side of a join that they speak of, and below a select list and a grouping: PostgreSQL
 * would do so by itself, but for a fence on the way.
 */
final class Sunk {
    private Sunk() {}

    /** Returns a filter with its leak-proof conditions as deep as they can stand; the filter itself if none can move. */
    static RelNode of(Filter filter, LeakProof known) {
        RelNode input = filter.getInput();
        boolean lateral = input instanceof Correlate;
        if (!filter.getVariablesSet().isEmpty()
                || !lateral && !input.getVariablesSet().isEmpty()) {
            return filter;
        }
        Conditions conditions = Conditions.of(filter.getCondition(), filter, known);
        List<RexNode> rest = new ArrayList<>(conditions.fallible());
        RelNode below = input;
        if (input instanceof Join join) {
            below = belowJoin(join, join.getJoinType(), conditions.leakProof(), rest, known);
        } else if (input instanceof Correlate correlate) {
            below = belowJoin(correlate, correlate.getJoinType(), conditions.leakProof(), rest, known);
        } else if (input instanceof Project project && !project.containsOver()) {
            below = belowFields(project, conditions.leakProof(), rest, known);
        } else if (input instanceof Aggregate aggregate && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            below = belowFields(aggregate, conditions.leakProof(), rest, known);
        } else {
            return filter;
        }
        return below == input ? filter : filtered(below, rest);
    }

    private static RelNode belowJoin(
            BiRel join, JoinRelType type, List<RexNode> conditions, List<RexNode> rest, LeakProof known) {
        int width = join.getLeft().getRowType().getFieldCount();
        List<RexNode> left = new ArrayList<>();
        List<RexNode> right = new ArrayList<>();
        for (RexNode condition : conditions) {
            ImmutableBitSet fields = InputFinder.bits(condition);
            boolean onLeft = !fields.isEmpty() && fields.length() <= width;
            boolean onRight = !fields.isEmpty() && fields.nextSetBit(0) >= width;
            if (onLeft && !type.generatesNullsOnLeft()) {
                left.add(condition);
            } else if (onRight && !type.generatesNullsOnRight()) {
                right.add(RexUtil.shift(condition, -width));
            } else {
                rest.add(condition);
            }
        }
        return left.isEmpty() && right.isEmpty()
                ? join
                : join.copy(
                        join.getTraitSet(),
                        List.of(sunk(join.getLeft(), left, known), sunk(join.getRight(), right, known)));
    }

    /** A condition moves if every field that it looks at is one of the input's. */
    private static RelNode belowFields(RelNode node, List<RexNode> conditions, List<RexNode> rest, LeakProof known) {
        List<RexNode> below = new ArrayList<>();
        for (RexNode condition : conditions) {
            ImmutableBitSet fields = InputFinder.bits(condition);
            boolean passed = !fields.isEmpty() && fields.asList().stream().allMatch(field -> source(node, field) >= 0);
            if (passed) {
                below.add(overInput(condition, node));
            } else {
                rest.add(condition);
            }
        }
        return below.isEmpty() ? node : node.copy(node.getTraitSet(), List.of(sunk(node.getInput(0), below, known)));
    }

    private static RexNode overInput(RexNode condition, RelNode node) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(source(node, reference.getIndex()), reference.getType());
            }
        });
    }

    /** Returns the field of the input that a field is; negative if it is computed. */
    private static int source(RelNode node, int field) {
        if (node instanceof Project project) {
            return project.getProjects().get(field) instanceof RexInputRef reference ? reference.getIndex() : -1;
        }
        Aggregate aggregate = (Aggregate) node;
        return field < aggregate.getGroupCount() ? aggregate.getGroupSet().nth(field) : -1;
    }

    private static RelNode sunk(RelNode input, List<RexNode> conditions, LeakProof known) {
        RelNode filtered = filtered(input, conditions);
        return filtered instanceof Filter filter && filtered != input ? of(filter, known) : filtered;
    }

    private static RelNode filtered(RelNode input, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? input
                : LogicalFilter.create(
                        input, RexUtil.composeConjunction(input.getCluster().getRexBuilder(), conditions));
    }
}
