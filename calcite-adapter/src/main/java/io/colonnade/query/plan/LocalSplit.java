package io.colonnade.query.plan;

import io.colonnade.query.plan.ExecutionPlan.Input;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.plan.MaskLineage.Groups;
import io.colonnade.query.pushdown.LocalInput;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Splits a tree that no source can answer alone: the largest sub-trees that one source answers become inputs, what is
 * above them is the local remainder. One instance splits one tree.
 */
final class LocalSplit {
    private final StatementWriter writer;
    private final List<Input> inputs = new ArrayList<>();

    LocalSplit(StatementWriter writer) {
        this.writer = writer;
    }

    /** Returns the inputs found so far. */
    List<Input> inputs() {
        return inputs;
    }

    /** Returns the remainder of a tree, with the inputs as its leaves. */
    RelNode split(RelNode node) {
        return split(node, all(node));
    }

    private RelNode split(RelNode node, ImmutableBitSet read) {
        Optional<Arrival> arrival = pushable(node, read);
        if (arrival.isPresent()) {
            return input(node, arrival.get());
        }
        if (node instanceof Filter filter) {
            return splitFilter(filter, read);
        }
        if (node instanceof Aggregate aggregate && isOfOneSource(aggregate)) {
            return Arrival.of(aggregate, all(aggregate), Groups.PASS_KEYED)
                    .map(groups -> reordered(input(aggregate, groups), groups.keyed()))
                    .orElseGet(() -> splitChildren(aggregate, read));
        }
        return splitChildren(node, read);
    }

    private RelNode splitChildren(RelNode node, ImmutableBitSet read) {
        List<RelNode> children = new ArrayList<>();
        for (int i = 0; i < node.getInputs().size(); i++) {
            children.add(split(node.getInput(i), ReadFields.ofInput(node, i, read)));
        }
        RelNode copy = children.isEmpty() ? node : node.copy(node.getTraitSet(), children);
        return copy.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(split(visited.rel));
            }
        });
    }

    /** The conditions that look at nothing that only this process can mask go down to the source. */
    private RelNode splitFilter(Filter filter, ImmutableBitSet read) {
        Optional<ImmutableBitSet> keyed =
                pushable(filter.getInput(), all(filter.getInput())).map(Arrival::keyed);
        if (keyed.isEmpty() || !filter.getVariablesSet().isEmpty()) {
            return splitChildren(filter, read);
        }
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean plain = !RexUtil.SubQueryFinder.containsSubQuery(filter) && !reads(condition, keyed.get());
            (plain ? below : above).add(condition);
        }
        if (below.isEmpty() || above.isEmpty()) {
            return splitChildren(filter, read);
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        RelNode lower = filter.copy(filter.getTraitSet(), filter.getInput(), RexUtil.composeConjunction(rex, below));
        RexNode remaining = RexUtil.composeConjunction(rex, above);
        RelNode rows = split(lower, read.union(RelOptUtil.InputFinder.bits(remaining)));
        return filter.copy(filter.getTraitSet(), rows, remaining);
    }

    private static boolean reads(RexNode condition, ImmutableBitSet fields) {
        boolean[] found = {false};
        condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                found[0] |= fields.get(reference.getIndex());
                return reference;
            }
        });
        return found[0];
    }

    private static Optional<Arrival> pushable(RelNode node, ImmutableBitSet read) {
        return isOfOneSource(node) ? Arrival.of(node, read, Groups.LOOKED_AT) : Optional.empty();
    }

    private static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }

    private static boolean isOfOneSource(RelNode node) {
        return !(node instanceof Values) && Sources.of(node).size() == 1 && !Sources.isCorrelated(node);
    }

    /** Groups come in the order of the values that they are made of; in that of the masks they tell nothing. */
    private static RelNode reordered(RelNode groups, ImmutableBitSet keyed) {
        List<RelFieldCollation> keys =
                keyed.asList().stream().map(RelFieldCollation::new).toList();
        return LogicalSort.create(groups, RelCollations.of(keys), null, null);
    }

    private RelNode input(RelNode node, Arrival arrival) {
        String name = "input" + inputs.size();
        List<ResultColumn> columns = new ArrayList<>();
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            columns.add(new ResultColumn(field.getName(), ColumnType.ofSql(field.getType()), true, ""));
        }
        SourceStep step =
                writer.write(Sources.of(node).iterator().next(), arrival.sent(), arrival.delivered(columns), false);
        inputs.add(new Input(name, step, columns, arrival.outputs()));
        return new LocalInput(node.getCluster(), node.getTraitSet(), name, node.getRowType());
    }
}
