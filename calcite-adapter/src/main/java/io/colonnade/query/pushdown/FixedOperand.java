package io.colonnade.query.pushdown;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What stands in a statement with the same value for every row, and cannot depend on any. */
final class FixedOperand {
    private static final Set<SqlKind> ARITHMETIC =
            EnumSet.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE, SqlKind.MINUS_PREFIX);

    private static final Set<String> CLOCK = Set.of("CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW");

    private static final BigDecimal MOST_MONTHS = BigDecimal.valueOf(12_000);
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(365_000);
    private static final BigDecimal MOST_MILLISECONDS = MOST_DAYS.multiply(BigDecimal.valueOf(86_400_000));

    private FixedOperand() {}

    /** Returns whether a call computes with numbers that stand in the statement, and with nothing else. */
    static boolean isLiteralArithmetic(RexCall call) {
        return ARITHMETIC.contains(call.getKind())
                && call.getOperands().stream().allMatch(FixedOperand::isNumber);
    }

    private static boolean isNumber(RexNode operand) {
        return SqlTypeName.NUMERIC_TYPES.contains(operand.getType().getSqlTypeName())
                && (operand instanceof RexLiteral || operand instanceof RexCall call && isLiteralArithmetic(call));
    }

    /** Returns whether a call is the time of the statement, or lies within a thousand years of it or of a literal. */
    static boolean isMoment(RexCall call) {
        if (isClock(call)) {
            return true;
        }
        List<RexNode> operands = call.getOperands();
        return (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS)
                && operands.size() == 2
                && isStart(operands.get(0))
                && isShort(operands.get(1));
    }

    private static boolean isClock(RexNode node) {
        return node instanceof RexCall call
                && call.getOperands().isEmpty()
                && CLOCK.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    }

    private static boolean isStart(RexNode node) {
        return SqlTypeName.DATETIME_TYPES.contains(node.getType().getSqlTypeName())
                && (node instanceof RexLiteral literal && !literal.isNull() || isClock(node));
    }

    private static boolean isShort(RexNode node) {
        SqlTypeName type = node.getType().getSqlTypeName();
        if (!(node instanceof RexLiteral literal)) {
            return false;
        }
        @Nullable BigDecimal size = size(literal, type);
        BigDecimal most = SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)
                ? MOST_MONTHS
                : SqlTypeName.DAY_INTERVAL_TYPES.contains(type) ? MOST_MILLISECONDS : MOST_DAYS;
        return size != null && size.abs().compareTo(most) <= 0;
    }

    private static @Nullable BigDecimal size(RexLiteral literal, SqlTypeName type) {
        boolean number = SqlTypeName.INTERVAL_TYPES.contains(type) || SqlTypeName.INT_TYPES.contains(type);
        return number ? literal.getValueAs(BigDecimal.class) : null;
    }
}
