package io.colonnade.query.parse;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often planning writes an operand: {@code x BETWEEN 1 AND 2} becomes two comparisons of x, and {@code x IN (1, 2, 3)}
 * three. Nested, a few hundred characters would become more than fits into memory. Stateless.
 */
final class RepeatedOperands {
    private RepeatedOperands() {}

    /** Returns how often an operand of a call is written; 1 for what is no call. */
    static int of(@Nullable SqlNode node, int operand) {
        if (!(node instanceof SqlCall call)) {
            return 1;
        }
        return switch (call.getKind()) {
            case BETWEEN -> (operand == 0 ? 2 : 1) * (isSymmetric(call) ? 2 : 1);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> 3;
            case IN, NOT_IN, SOME, ALL -> operand == 0 ? values(call.operand(1)) : 1;
            default -> 1;
        };
    }

    private static boolean isSymmetric(SqlCall between) {
        return ((SqlBetweenOperator) between.getOperator()).flag == SqlBetweenOperator.Flag.SYMMETRIC;
    }

    private static int values(SqlNode right) {
        return right instanceof SqlNodeList list ? Math.max(1, list.size()) : 1;
    }
}
