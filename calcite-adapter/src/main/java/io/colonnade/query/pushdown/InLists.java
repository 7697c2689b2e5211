package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code x = 1 OR x = 2 OR x = 3} back into {@code x IN (1, 2, 3)}: Calcite takes every IN list apart, and
 * PostgreSQL looks a long list up in a hash table but tries the terms of an OR one by one.
 */
final class InLists {
    private static final int SHORTEST = 3;

    private InLists() {}

    static RelNode restore(RelNode tree) {
        return tree.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
                RelNode visited = super.visit(node);
                return visited.accept(expressions(visited.getCluster().getRexBuilder()));
            }
        });
    }

    private static RexShuttle expressions(RexBuilder rex) {
        return new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode list = call.getKind() == SqlKind.OR ? list(call, rex) : null;
                return list == null ? super.visitCall(call) : list;
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(restore(visited.rel));
            }
        };
    }

    private static @Nullable RexNode list(RexCall or, RexBuilder rex) {
        List<RexNode> terms = RelOptUtil.disjunctions(or);
        if (terms.size() < SHORTEST) {
            return null;
        }
        RexNode subject = null;
        List<RexNode> values = new ArrayList<>();
        for (RexNode term : terms) {
            if (term.getKind() != SqlKind.EQUALS
                    || !(((RexCall) term).getOperands().get(1) instanceof RexLiteral value)
                    || value.isNull()) {
                return null;
            }
            RexNode left = ((RexCall) term).getOperands().get(0);
            if (subject != null && !subject.equals(left)) {
                return null;
            }
            subject = left;
            values.add(value);
        }
        return subject == null ? null : rex.makeIn(subject, values);
    }
}
