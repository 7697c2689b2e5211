package io.colonnade.query.pushdown;

import com.google.common.collect.ImmutableSet;
import io.colonnade.query.policy.GovernedScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts a {@link Fence} between the row filters of a tree and what is not {@link LeakProof} above them, as high as can be:
 * leak-proof conditions stay beside the filters, where indexes and joins serve. A node evaluates an expression
 * <em>early</em> if PostgreSQL may do so before all filters and joins beneath have been passed: conditions, and what rows
 * are sorted, grouped or joined by. What a select list computes is evaluated late, except beneath an outer join.
 *
 * <p>What is in no need of a fence for its own sake still may not run beside a scan that filters late: whether it runs
 * tells whether the other side has rows. {@code docs/barrier.md} has the rules with their reasons. One instance serves one
 * statement.
 */
final class Barrier {
    private final LeakProof leakProof;

    private Barrier(LeakProof leakProof) {
        this.leakProof = leakProof;
    }

    /** Returns the tree with its fences. */
    static RelNode raised(RelNode tree) {
        if (!holdsHiddenRows(tree)) {
            return tree;
        }
        RelNode kept = HiddenStatistics.kept(tree);
        return new Barrier(LeakProof.of(kept)).placed(kept, Looks.late(all(kept)));
    }

    private static boolean holdsHiddenRows(RelNode tree) {
        return hidesRows(tree)
                || subQueries(tree).stream().anyMatch(Barrier::holdsHiddenRows)
                || tree.getInputs().stream().anyMatch(Barrier::holdsHiddenRows);
    }

    /**
     * Returns a sub-tree with its fences.
     *
     * @param looks what is done above with its rows; no field that is evaluated early is fallible
     */
    private RelNode placed(RelNode node, Looks looks) {
        if (node instanceof Filter filter) {
            return filter(filter, looks);
        }
        if (node instanceof Join join) {
            return join(join, looks);
        }
        if (node instanceof Project project) {
            EarlyExpressions expressions = EarlyExpressions.of(project, looks.early(), leakProof);
            return withSubQueries(above(project, expressions.looks(), expressions.fallible()), false);
        }
        if (node instanceof Aggregate aggregate) {
            return above(aggregate, Looks.early(evaluated(aggregate)), !isLeakProof(aggregate));
        }
        if (node instanceof Sort sort) {
            return above(
                    sort, looks.andEarly(ImmutableBitSet.of(sort.getCollation().getKeys())), false);
        }
        if (node instanceof Correlate correlate) {
            return correlate(correlate, looks);
        }
        if (node instanceof Fence || node.getInputs().isEmpty()) {
            return node;
        }
        return node.copy(
                node.getTraitSet(),
                node.getInputs().stream()
                        .map(input -> input(input, Looks.early(all(input)), false))
                        .toList());
    }

    /**
     * Returns an input with its fences.
     *
     * @param observed whether what happens above tells of each row that reaches it
     */
    private RelNode input(RelNode input, Looks looks, boolean observed) {
        if (hidesRows(input) && (observed || looks.early().intersects(leakProof.fallible(input)))) {
            return fenced(placed(input, looks.late()));
        }
        return placed(input, looks);
    }

    /** What a select list computes may stand above the fence. */
    private static RelNode fenced(RelNode input) {
        if (!hidesRows(input)) {
            return input;
        }
        boolean plain = input instanceof Project project
                && !project.containsOver()
                && subQueries(project).isEmpty();
        return plain
                ? input.copy(input.getTraitSet(), List.of(fenced(input.getInput(0))))
                : new Fence(AmbiguousNames.resolved(input));
    }

    private RelNode above(RelNode node, Looks looks, boolean observed) {
        return node.copy(node.getTraitSet(), List.of(input(node.getInput(0), looks, observed)));
    }

    /** The conditions that are leak-proof stay below the fence, the others wait above it. */
    private RelNode filter(Filter filter, Looks looks) {
        if (!hidesRows(filter) || leakProof.isLeakProof(filter)) {
            return kept(filter, looks);
        }
        Lifted lifted = Lifted.of(filter, leakProof);
        if (!lifted.conditions().isEmpty() && hidesRows(lifted.rows())) {
            return waiting(lifted.rows(), lifted.conditions(), Set.of(), looks);
        }
        Conditions conditions = Conditions.of(filter.getCondition(), filter, leakProof);
        RelNode lower = filtered(filter.getInput(), conditions.leakProof(), filter.getVariablesSet());
        if (!conditions.fallible().isEmpty() && hidesRows(lower)) {
            return waiting(lower, conditions.fallible(), filter.getVariablesSet(), looks);
        }
        RelNode sunk = Sunk.of(filter, leakProof);
        return sunk == filter ? kept(filter, looks) : placed(sunk, looks);
    }

    private RelNode kept(Filter filter, Looks looks) {
        Conditions conditions = Conditions.of(filter.getCondition(), filter, leakProof);
        boolean observed = !conditions.fallible().isEmpty() || !leakProof.isLeakProof(filter.getInput());
        ImmutableBitSet fields = LeakProof.fields(filter.getCondition(), filter.getVariablesSet());
        return withSubQueries(above(filter, looks.andEarly(fields), false), observed);
    }

    private RelNode waiting(RelNode lower, List<RexNode> conditions, Set<CorrelationId> variables, Looks looks) {
        ImmutableBitSet fields = LeakProof.fields(conjunction(lower, conditions), variables);
        RelNode fenced = fenced(placed(lower, looks.andEarly(fields).late()));
        return withSubQueries(filtered(fenced, conditions, variables), true);
    }

    private RelNode join(Join join, Looks looks) {
        Lifted lifted = Lifted.of(join, leakProof);
        if (!lifted.conditions().isEmpty() && hidesRows(lifted.rows())) {
            return waiting(lifted.rows(), lifted.conditions(), Set.of(), looks);
        }
        JoinRelType type = join.getJoinType();
        boolean fallible =
                !Conditions.of(join.getCondition(), join, leakProof).fallible().isEmpty();
        boolean observed = fallible || !join.getInputs().stream().allMatch(leakProof::isLeakProof);
        Looks own = looks.andEarly(LeakProof.fields(join.getCondition(), join.getVariablesSet()));
        boolean leftComputed = type.generatesNullsOnLeft() || !type.projectsRight();
        boolean rightComputed = type.generatesNullsOnRight() || !type.projectsRight();
        return withSubQueries(sides(join, own, fallible, leftComputed, rightComputed), observed);
    }

    /** PostgreSQL computes the fields of a side that an outer join may leave empty before it joins. */
    private RelNode sides(RelNode join, Looks looks, boolean observed, boolean leftComputed, boolean rightComputed) {
        RelNode left = join.getInput(0);
        RelNode right = join.getInput(1);
        Looks ofLeft = looks.of(0, left.getRowType().getFieldCount());
        Looks ofRight =
                looks.of(left.getRowType().getFieldCount(), right.getRowType().getFieldCount());
        boolean leftObserved = observed || !leakProof.isLeakProof(right);
        boolean rightObserved = observed || !leakProof.isLeakProof(left);
        return join.copy(
                join.getTraitSet(),
                List.of(
                        input(left, leftComputed ? Looks.early(ofLeft.used()) : ofLeft, leftObserved),
                        input(right, rightComputed ? Looks.early(ofRight.used()) : ofRight, rightObserved)));
    }

    private RelNode correlate(Correlate correlate, Looks looks) {
        ImmutableBitSet fields = CorrelatedFields.of(correlate.getRight()).of(correlate.getVariablesSet());
        return sides(correlate, looks.andEarly(fields), false, false, correlate.getJoinType() != JoinRelType.INNER);
    }

    private static boolean isLeakProof(Aggregate aggregate) {
        return aggregate.getAggCallList().stream().allMatch(call -> LeakProofAggregate.admit(call, aggregate));
    }

    /**
     * Groups are sorted by their keys, and what is distinct or ordered by its values. Since version 19 PostgreSQL also may
     * aggregate a table before it joins it, so that arguments are evaluated early too where they could fail.
     */
    private static ImmutableBitSet evaluated(Aggregate aggregate) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(fields::set);
            call.collation.getFieldCollations().forEach(key -> fields.set(key.getFieldIndex()));
            if (call.filterArg >= 0) {
                fields.set(call.filterArg);
            }
        }
        return fields.build();
    }

    /**
     * Returns whether PostgreSQL may still look at rows of a tree that a row filter hides. It merges the sub-queries of
     * conditions with what is around them; those of a select list run by themselves.
     */
    private static boolean hidesRows(RelNode tree) {
        if (tree instanceof GovernedScan scan) {
            return scan.filter().isPresent();
        }
        if (tree instanceof Fence) {
            return false;
        }
        boolean merged = !(tree instanceof Project) && subQueries(tree).stream().anyMatch(Barrier::hidesRows);
        return merged || tree.getInputs().stream().anyMatch(Barrier::hidesRows);
    }

    private static List<RelNode> subQueries(RelNode node) {
        List<RelNode> trees = new ArrayList<>();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                trees.add(subQuery.rel);
                return super.visitSubQuery(subQuery);
            }
        });
        return trees;
    }

    private static RexNode conjunction(RelNode node, List<RexNode> conditions) {
        return RexUtil.composeConjunction(node.getCluster().getRexBuilder(), conditions);
    }

    private static RelNode filtered(RelNode input, List<RexNode> conditions, Set<CorrelationId> variables) {
        if (conditions.isEmpty()) {
            return input;
        }
        RexNode condition = conjunction(input, conditions);
        Set<CorrelationId> used = new HashSet<>(CorrelatedFields.of(condition).variables());
        used.retainAll(variables);
        return LogicalFilter.create(input, condition, ImmutableSet.copyOf(used));
    }

    /** A sub-query that PostgreSQL may join with what is around it stands behind a fence where that could fail. */
    private RelNode withSubQueries(RelNode node, boolean observed) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode tree = visited.rel;
                boolean joined = visited.getKind() != SqlKind.EXISTS && visited.getKind() != SqlKind.SCALAR_QUERY;
                return visited.clone(input(tree, joined ? Looks.early(all(tree)) : Looks.late(all(tree)), observed));
            }
        });
    }

    private static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }
}
