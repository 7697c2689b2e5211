package io.colonnade.query.pushdown;

import io.colonnade.query.operator.TextPattern;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * LIKE with a pattern that is known beforehand. PostgreSQL refuses a pattern that ends in its escape character, but only
 * when a text matches all that stands before it: such a pattern tells of the rows that it was tried on.
 */
final class ConstantPattern {
    private static final char DEFAULT_ESCAPE = '\\';

    private ConstantPattern() {}

    /** Returns whether a call is a LIKE that fails for no text. */
    static boolean isHarmless(RexCall call) {
        if (call.getKind() != SqlKind.LIKE) {
            return false;
        }
        List<RexNode> operands = call.getOperands();
        if (isMade(operands.get(1))) {
            return true;
        }
        @Nullable String pattern = text(operands.get(1));
        @Nullable String escape = operands.size() < 3 ? Character.toString(DEFAULT_ESCAPE) : text(operands.get(2));
        return pattern != null && escape != null && escape.length() <= 1 && !endsInEscape(pattern, escape);
    }

    /** Returns whether an operand is a pattern that we have made of a text that is the same for all rows. */
    static boolean isMade(RexNode pattern) {
        return pattern instanceof RexCall call
                && call.getOperator() instanceof TextPattern
                && (call.getOperands().get(0) instanceof RexDynamicParam
                        || call.getOperands().get(0) instanceof RexLiteral);
    }

    private static boolean endsInEscape(String pattern, String escape) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith(escape, i) && !escape.isEmpty()) {
                i++;
                if (i == pattern.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable String text(RexNode operand) {
        return operand instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    }
}
