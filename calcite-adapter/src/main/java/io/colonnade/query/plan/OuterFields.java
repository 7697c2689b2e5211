package io.colonnade.query.plan;

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

/** Which fields of a query's row its correlated sub-queries look at. */
final class OuterFields {
    private OuterFields() {}

    /** Returns whether a sub-query looks at one of the fields of the row that the variables stand for. */
    static boolean anyOf(RelNode subQuery, Set<CorrelationId> variables, ImmutableBitSet fields) {
        boolean[] found = {false};
        subQuery.accept(new RelHomogeneousShuttle() {
            private final RexShuttle references = new RexShuttle() {
                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    found[0] |= access.getReferenceExpr() instanceof RexCorrelVariable variable
                            && variables.contains(variable.id)
                            && fields.get(access.getField().getIndex());
                    return access;
                }

                @Override
                public RexNode visitSubQuery(RexSubQuery nested) {
                    found[0] |= anyOf(nested.rel, variables, fields);
                    return super.visitSubQuery(nested);
                }
            };

            @Override
            public RelNode visit(RelNode other) {
                other.accept(references);
                return super.visit(other);
            }
        });
        return found[0];
    }
}
