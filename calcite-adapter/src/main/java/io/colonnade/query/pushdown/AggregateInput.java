package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregation reads, as a list of names and constants where PostgreSQL would not take the aggregation with the
 * expressions themselves. One instance serves one aggregation.
 */
final class AggregateInput {
    private final Aggregate aggregate;
    private final RelNode rows;
    private final ImmutableBitSet order;

    private AggregateInput(Aggregate aggregate) {
        this.aggregate = aggregate;
        this.rows = aggregate.getInput();
        this.order = orderOf(aggregate);
    }

    /** Returns an aggregation in the form in which it is to be written. */
    static Aggregate listed(Aggregate aggregate) {
        AggregateInput input = new AggregateInput(aggregate);
        return input.hasFraction() || input.holdsUnnamed()
                ? (Aggregate) aggregate.copy(aggregate.getTraitSet(), List.of(input.list()))
                : aggregate;
    }

    /**
     * A window cannot be a group key, nor the argument of an aggregate, and for a sub-query there Calcite takes constants
     * along into a sub-select. What an aggregate's rows are ordered by must have a name: Calcite writes the position of what
     * is computed, which is a constant there.
     */
    private boolean holdsUnnamed() {
        return rows instanceof Project project
                && (project.containsOver()
                        || RexUtil.SubQueryFinder.containsSubQuery(project)
                        || aggregate.getGroupSet().asList().stream().anyMatch(this::isNamedKey)
                        || order.asList().stream()
                                .anyMatch(key -> !(project.getProjects().get(key) instanceof RexInputRef)));
    }

    /**
     * The fraction of a percentile is no aggregated argument: a column of an inner query, where Calcite leaves it if that one
     * has a select list of its own, would have to be a group key.
     */
    private boolean hasFraction() {
        return !isListed()
                && aggregate.getAggCallList().stream()
                        .filter(call -> call.getAggregation().requiresGroupOrder() == Optionality.MANDATORY)
                        .flatMap(call -> call.getArgList().stream())
                        .anyMatch(field -> constant(rows, field) != null);
    }

    /** Returns whether Calcite leaves constants where the aggregation asks for them. */
    private boolean isListed() {
        return rows instanceof Project project
                && (project.getInput() instanceof SubSelect || project.getInput() instanceof Fence);
    }

    /**
     * To PostgreSQL an expression is another one where it stands a second time with a parameter, since each placeholder is a
     * parameter of its own. A constant in a grouping set would be a position, and none where the set leaves it out.
     */
    private boolean isNamedKey(int field) {
        if (!aggregate.getGroupSet().get(field) || !(rows instanceof Project project)) {
            return false;
        }
        RexNode key = project.getProjects().get(field);
        return holdsParameter(key) || RexUtil.isConstant(key) && aggregate.getGroupType() != Aggregate.Group.SIMPLE;
    }

    private static boolean holdsParameter(RexNode expression) {
        AtomicBoolean found = new AtomicBoolean();
        expression.accept(new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                found.set(true);
                return parameter;
            }
        });
        return found.get();
    }

    /** Constants keep their place, but for those of the order and of keys that must be named. */
    private RelNode list() {
        RelNode named = rows instanceof Fence ? rows : new SubSelect(rows);
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < rows.getRowType().getFieldCount(); i++) {
            RexNode constant = order.get(i) || isNamedKey(i) ? null : constant(rows, i);
            fields.add(constant == null ? rows.getCluster().getRexBuilder().makeInputRef(named, i) : constant);
        }
        return LogicalProject.create(named, List.of(), fields, rows.getRowType().getFieldNames(), Set.of());
    }

    private static @Nullable RexNode constant(RelNode rows, int field) {
        if (rows instanceof Project project) {
            RexNode expression = project.getProjects().get(field);
            return RexUtil.isConstant(expression) ? expression : null;
        }
        boolean passedOn = rows instanceof Fence || rows instanceof Sort || rows instanceof Filter;
        return passedOn ? constant(rows.getInput(0), field) : null;
    }

    private static ImmutableBitSet orderOf(Aggregate aggregate) {
        ImmutableBitSet.Builder keys = ImmutableBitSet.builder();
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getCollation().getFieldCollations().forEach(key -> keys.set(key.getFieldIndex()));
        }
        return keys.build();
    }
}
