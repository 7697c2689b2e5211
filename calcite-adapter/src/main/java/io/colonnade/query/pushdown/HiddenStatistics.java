package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Keeps PostgreSQL's planner from trying a pattern on its statistics where the pattern could fail. It tries LIKE on the
 * commonest values of a column, those of hidden rows among them and through every fence ({@code patternsel} in its
 * estimates). Of an expression it has no statistics, so the column becomes one.
 */
final class HiddenStatistics {
    private HiddenStatistics() {}

    static RelNode kept(RelNode tree) {
        return tree.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
                return super.visit(node).accept(expressions(node.getCluster().getRexBuilder()));
            }
        });
    }

    private static RexShuttle expressions(RexBuilder rex) {
        return new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = (RexCall) super.visitCall(call);
                return visited.getKind() == SqlKind.LIKE && !ConstantPattern.isHarmless(visited)
                        ? overExpression(visited, rex)
                        : visited;
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(kept(visited.rel));
            }
        };
    }

    private static RexNode overExpression(RexCall like, RexBuilder rex) {
        List<RexNode> operands = new ArrayList<>(like.getOperands());
        RexNode text = operands.get(0);
        operands.set(0, rex.makeCall(text.getType(), SqlStdOperatorTable.CONCAT, List.of(text, rex.makeLiteral(""))));
        return like.clone(like.getType(), operands);
    }
}
