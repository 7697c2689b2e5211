package io.colonnade.query.pushdown;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/** The fields of the rows around them that sub-queries and lateral joins look at, however deep. */
final class CorrelatedFields {
    private final Map<CorrelationId, ImmutableBitSet> byVariable = new HashMap<>();
    private final RexShuttle accesses = new RexShuttle() {
        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
                ImmutableBitSet field = ImmutableBitSet.of(access.getField().getIndex());
                byVariable.merge(variable.id, field, ImmutableBitSet::union);
            }
            return super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            walk(subQuery.rel);
            return super.visitSubQuery(subQuery);
        }
    };

    private CorrelatedFields() {}

    static CorrelatedFields of(RelNode tree) {
        CorrelatedFields fields = new CorrelatedFields();
        fields.walk(tree);
        return fields;
    }

    static CorrelatedFields of(RexNode expression) {
        CorrelatedFields fields = new CorrelatedFields();
        expression.accept(fields.accesses);
        return fields;
    }

    private void walk(RelNode tree) {
        tree.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
                node.accept(accesses);
                return super.visit(node);
            }
        });
    }

    /** Returns what is looked at of the row that any of the variables stands for. */
    ImmutableBitSet of(Set<CorrelationId> variables) {
        ImmutableBitSet fields = ImmutableBitSet.of();
        for (CorrelationId id : variables) {
            fields = fields.union(byVariable.getOrDefault(id, ImmutableBitSet.of()));
        }
        return fields;
    }

    /** Returns the variables that are looked at. */
    Set<CorrelationId> variables() {
        return byVariable.keySet();
    }
}
