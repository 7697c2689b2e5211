package io.colonnade.query.pushdown;

import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What a tree's rows are sorted, grouped or partitioned by, followed from its root downwards: PostgreSQL may compute such
 * an expression and sort by it as soon as one table has all that it needs ({@code relation_can_be_sorted_early} in its
 * planner), and join that table with the one that the row filter looks at later. One instance follows one tree.
 */
final class SortKeys {
    private ImmutableBitSet keys = ImmutableBitSet.of();

    /** Steps from a node to its input; returns whether all keys that the node computes are leak-proof. */
    boolean descend(RelNode node) {
        if (node instanceof Sort sort) {
            keys = keys.union(ImmutableBitSet.of(sort.getCollation().getKeys()));
            return true;
        }
        if (node instanceof Aggregate aggregate) {
            keys = below(aggregate);
            return true;
        }
        return below((Project) node);
    }

    private static ImmutableBitSet below(Aggregate aggregate) {
        ImmutableBitSet fields = aggregate.getGroupSet();
        for (AggregateCall call : aggregate.getAggCallList()) {
            fields = fields.union(ImmutableBitSet.of(IntStream.concat(
                            call.collation.getFieldCollations().stream().mapToInt(RelFieldCollation::getFieldIndex),
                            call.isDistinct() ? call.getArgList().stream().mapToInt(i -> i) : IntStream.empty())
                    .toArray()));
        }
        return fields;
    }

    private boolean below(Project project) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        boolean leakProof = true;
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            Windows windows = new Windows(fields);
            expression.accept(windows);
            leakProof &= windows.leakProof;
            if (keys.get(i) && !RexOver.containsOver(expression)) {
                leakProof &= LeakProof.isLeakProof(expression);
                fields.addAll(RelOptUtil.InputFinder.bits(expression));
            }
        }
        keys = fields.build();
        return leakProof;
    }

    /** What windows partition and order by, which PostgreSQL sorts by too. */
    private static final class Windows extends RexShuttle {
        private final ImmutableBitSet.Builder fields;
        private boolean leakProof = true;

        Windows(ImmutableBitSet.Builder fields) {
            this.fields = fields;
        }

        @Override
        public RexNode visitOver(RexOver over) {
            over.getWindow().partitionKeys.forEach(this::add);
            over.getWindow().orderKeys.forEach(key -> add(key.left));
            return over;
        }

        private void add(RexNode key) {
            leakProof &= LeakProof.isLeakProof(key);
            fields.addAll(RelOptUtil.InputFinder.bits(key));
        }
    }
}
