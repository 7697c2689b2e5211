package io.colonnade.query.pushdown;

import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What of a select list PostgreSQL may evaluate before all filters and joins beneath it: what something above sorts or
 * compares by, and the keys of windows, which it sorts by too as soon as one table has all that it needs
 * ({@code relation_can_be_sorted_early} in its planner).
 *
 * @param looks what the select list looks at of its input
 * @param fallible whether any of it is not leak-proof
 */
record EarlyExpressions(Looks looks, boolean fallible) {
    /** Returns those of a select list, given the early ones of its fields. */
    static EarlyExpressions of(Project project, ImmutableBitSet early, LeakProof known) {
        Collector collector = new Collector(project, known);
        ImmutableBitSet used = ImmutableBitSet.of();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            used = used.union(LeakProof.fields(expression, project.getVariablesSet()));
            if (RexOver.containsOver(expression)) {
                expression.accept(collector);
            } else if (early.get(i)) {
                collector.add(expression);
            }
        }
        return new EarlyExpressions(new Looks(collector.fields, used), collector.fallible);
    }

    private static final class Collector extends RexShuttle {
        private final Project project;
        private final LeakProof known;
        private ImmutableBitSet fields = ImmutableBitSet.of();
        private boolean fallible;

        Collector(Project project, LeakProof known) {
            this.project = project;
            this.known = known;
        }

        @Override
        public RexNode visitOver(RexOver over) {
            over.getWindow().partitionKeys.forEach(this::add);
            over.getWindow().orderKeys.forEach(key -> add(key.left));
            return over;
        }

        void add(RexNode expression) {
            fallible |= !known.isLeakProof(expression, project);
            fields = fields.union(LeakProof.fields(expression, project.getVariablesSet()));
        }
    }
}
