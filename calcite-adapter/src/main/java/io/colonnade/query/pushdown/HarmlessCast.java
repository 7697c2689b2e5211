package io.colonnade.query.pushdown;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts, as {@link PostgresDialect} writes them, that fail for no value. */
final class HarmlessCast {
    private static final Set<SqlTypeName> NARROW_INTEGERS = EnumSet.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT);

    private HarmlessCast() {}

    /** Returns whether a call is a cast that every value of its operand's type survives. */
    static boolean isWidening(RexCall call) {
        if (call.getKind() != SqlKind.CAST) {
            return false;
        }
        SqlTypeName from = call.getOperands().get(0).getType().getSqlTypeName();
        boolean integer = SqlTypeName.INT_TYPES.contains(from);
        return switch (call.getType().getSqlTypeName()) {
            case INTEGER -> NARROW_INTEGERS.contains(from);
            case BIGINT -> integer;
            // Written as numeric without a precision.
            case DECIMAL -> SqlTypeName.EXACT_TYPES.contains(from);
            case FLOAT, DOUBLE -> integer || from == SqlTypeName.REAL;
            case VARCHAR -> SqlTypeName.CHAR_TYPES.contains(from);
            default -> false;
        };
    }

    /** Returns whether a call is a cast of a text that stands in the statement. */
    static boolean isOfTextLiteral(RexCall call) {
        if (call.getKind() != SqlKind.CAST) {
            return false;
        }
        RexNode value = call.getOperands().get(0);
        return value instanceof RexLiteral
                && SqlTypeName.CHAR_TYPES.contains(value.getType().getSqlTypeName());
    }
}
