package io.colonnade.query.plan;

import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.util.ImmutableBitSet;

/** Which fields of its input a node reads, for what is read of the node itself. Where in doubt it reads all. Stateless. */
final class ReadFields {
    private ReadFields() {}

    static ImmutableBitSet ofInput(RelNode node, int input, ImmutableBitSet read) {
        if (!node.getVariablesSet().isEmpty()) {
            return all(node.getInput(input));
        }
        if (node instanceof Project project) {
            return InputFinder.bits(project.getProjects(), null);
        }
        if (node instanceof Filter filter) {
            return read.union(InputFinder.bits(filter.getCondition()));
        }
        if (node instanceof Sort sort) {
            return read.union(ImmutableBitSet.of(sort.getCollation().getKeys()));
        }
        if (node instanceof Aggregate aggregate) {
            return of(aggregate);
        }
        return node instanceof Join join ? of(join, input, read) : all(node.getInput(input));
    }

    private static ImmutableBitSet of(Aggregate aggregate) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(fields::set);
            call.getCollation().getFieldCollations().forEach(key -> fields.set(key.getFieldIndex()));
            if (call.filterArg >= 0) {
                fields.set(call.filterArg);
            }
        }
        return fields.build();
    }

    private static ImmutableBitSet of(Join join, int input, ImmutableBitSet read) {
        ImmutableBitSet both = read.union(InputFinder.bits(join.getCondition()));
        int left = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet ofLeft = both.intersect(ImmutableBitSet.range(left));
        return input == 0 ? ofLeft : both.except(ofLeft).shift(-left);
    }

    private static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }
}
