package io.colonnade.query.pushdown;

import io.colonnade.query.policy.GovernedScan;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The columns of each scan that a statement names, so that the sub-select of a scan lists no others and people can read
 * it. PostgreSQL would drop the others by itself. Where in doubt a column counts as used. One instance serves one tree.
 */
final class UsedColumns {
    private final Map<GovernedScan, ImmutableBitSet> byScan = new IdentityHashMap<>();
    private final CorrelatedFields correlated;

    private UsedColumns(CorrelatedFields correlated) {
        this.correlated = correlated;
    }

    static UsedColumns of(RelNode tree) {
        UsedColumns used = new UsedColumns(CorrelatedFields.of(tree));
        used.walk(tree, all(tree));
        return used;
    }

    /** Returns whether the statement may name a column of a scan. */
    boolean contains(GovernedScan scan, int column) {
        ImmutableBitSet columns = byScan.get(scan);
        return columns == null || columns.get(column);
    }

    /** Returns whether the statement may name any column of a scan. */
    boolean containsAny(GovernedScan scan) {
        ImmutableBitSet columns = byScan.get(scan);
        return columns == null || !columns.isEmpty();
    }

    private void walk(RelNode node, ImmutableBitSet needed) {
        walkSubQueries(node);
        ImmutableBitSet all = needed.union(correlated.of(node.getVariablesSet()));
        if (node instanceof GovernedScan scan) {
            byScan.merge(scan, all, ImmutableBitSet::union);
        } else if (node instanceof Project project) {
            walk(project.getInput(), references(project).union(correlated.of(node.getVariablesSet())));
        } else if (node instanceof Filter filter && !isOverAmbiguousJoin(filter)) {
            walk(filter.getInput(), all.union(references(filter)));
        } else if (node instanceof Aggregate aggregate) {
            walk(aggregate.getInput(), references(aggregate));
        } else if (node instanceof Sort sort && sort.getInput() instanceof Project) {
            walk(sort.getInput(), all);
        } else if (node instanceof Fence fence && !isOverAmbiguousJoin(fence)) {
            walk(fence.getInput(), all);
        } else if (node instanceof Join join && !AmbiguousNames.in(join)) {
            walkJoin(join, all.union(references(join)));
        } else {
            node.getInputs().forEach(input -> walk(input, all(input)));
        }
    }

    private void walkJoin(Join join, ImmutableBitSet needed) {
        int left = join.getLeft().getRowType().getFieldCount();
        int width = join.getInput(1).getRowType().getFieldCount();
        walk(join.getLeft(), needed.intersect(ImmutableBitSet.range(left)));
        walk(
                join.getRight(),
                needed.intersect(ImmutableBitSet.range(left, left + width)).shift(-left));
    }

    private void walkSubQueries(RelNode node) {
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                boolean existence = subQuery.getKind() == SqlKind.EXISTS;
                walk(subQuery.rel, existence ? ImmutableBitSet.of() : all(subQuery.rel));
                return super.visitSubQuery(subQuery);
            }
        });
    }

    /** The statement lists every column of such a join. */
    private static boolean isOverAmbiguousJoin(SingleRel node) {
        return node.getInput() instanceof Join join && AmbiguousNames.in(join);
    }

    private static ImmutableBitSet references(RelNode node) {
        ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                fields.set(reference.getIndex());
                return reference;
            }
        });
        return fields.build();
    }

    private static ImmutableBitSet references(Aggregate aggregate) {
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

    private static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }
}
