package io.colonnade.query.pushdown;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows that sub-queries and lateral joins look at around them. A field of such a row that stands for an expression is
 * that expression also where a sub-query names it: PostgreSQL evaluates it beside the conditions of the sub-query, on each
 * of the rows that are read there. One instance serves one {@link LeakProof}.
 */
final class OuterRows {
    private final Map<CorrelationId, ImmutableBitSet> fallible = new HashMap<>();

    /** Learns all rows of a tree that something in it looks at from inside. */
    void learn(RelNode node, FallibleFields fields) {
        if (node instanceof Correlate correlate) {
            learn(correlate.getLeft(), fields);
            note(correlate.getCorrelationId(), fields.of(correlate.getLeft()));
            learn(correlate.getRight(), fields);
            return;
        }
        node.getInputs().forEach(input -> learn(input, fields));
        node.getVariablesSet().forEach(row -> note(row, fields.ofInputs(node)));
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                learn(subQuery.rel, fields);
                return super.visitSubQuery(subQuery);
            }
        });
    }

    private void note(CorrelationId row, ImmutableBitSet fields) {
        fallible.merge(row, fields, ImmutableBitSet::union);
    }

    /** Returns whether a field of a row stands for nothing that could fail; not if nothing is known of the row. */
    boolean isLeakProof(RexFieldAccess access) {
        return access.getReferenceExpr() instanceof RexCorrelVariable variable
                && fallible.containsKey(variable.id)
                && !fallible.get(variable.id).get(access.getField().getIndex());
    }
}
