package io.colonnade.query.policy;

import io.colonnade.query.operator.ColonnadeOperators;
import io.colonnade.security.policy.ColumnMask;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Masks as expressions over the value that they hide, each of the value's own type. */
final class MaskExpressions {
    private MaskExpressions() {}

    static RexNode of(ColumnMask mask, RexNode value, RexBuilder rex) {
        RelDataType type = value.getType();
        if (mask instanceof ColumnMask.Redact) {
            return rex.makeAbstractCast(type, rex.makeLiteral(ColumnMask.Redact.TEXT), false);
        }
        if (mask instanceof ColumnMask.Null) {
            return rex.makeNullLiteral(type);
        }
        if (mask instanceof ColumnMask.Hash) {
            return rex.makeCall(type, MaskOperators.HASH, List.of(value));
        }
        if (mask instanceof ColumnMask.Encrypt) {
            return rex.makeCall(type, MaskOperators.ENCRYPT, List.of(value));
        }
        if (mask instanceof ColumnMask.LastN lastN) {
            return rex.makeCall(type, function("RIGHT"), List.of(value, integer(rex, lastN.characters())));
        }
        if (mask instanceof ColumnMask.FirstN firstN) {
            return rex.makeCall(type, function("LEFT"), List.of(value, integer(rex, firstN.characters())));
        }
        if (mask instanceof ColumnMask.Round round) {
            return rounded(round, value, rex);
        }
        if (mask instanceof ColumnMask.Truncate truncate) {
            RexNode unit = rex.makeLiteral(truncate.unit().name().toLowerCase(Locale.ROOT));
            RelDataType instant = rex.getTypeFactory()
                    .createTypeWithNullability(
                            rex.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6),
                            type.isNullable());
            RexNode truncated = rex.makeCall(instant, function("DATE_TRUNC"), List.of(unit, value));
            return rex.makeAbstractCast(type, truncated, false);
        }
        throw new IllegalStateException("a mask of an unknown kind");
    }

    /** PostgreSQL rounds to a number of digits in numeric only. */
    private static RexNode rounded(ColumnMask.Round round, RexNode value, RexBuilder rex) {
        RelDataType type = value.getType();
        RelDataType numeric = rex.getTypeFactory()
                .createTypeWithNullability(rex.getTypeFactory().createSqlType(SqlTypeName.DECIMAL), type.isNullable());
        boolean exact = type.getSqlTypeName() == SqlTypeName.DECIMAL;
        RexNode operand = exact ? value : rex.makeAbstractCast(numeric, value, false);
        RexNode nearest =
                rex.makeCall(exact ? type : numeric, function("ROUND"), List.of(operand, integer(rex, round.digits())));
        RexNode result = RoundedRange.of(type, round.digits())
                .map(largest -> within(largest, nearest, value, rex))
                .orElse(nearest);
        return exact ? ofItsScale(type, result, rex) : rex.makeAbstractCast(type, result, false);
    }

    /** As text, 100 and 100.00 differ, and so told what was cut at the end of the range from what was rounded. */
    private static RexNode ofItsScale(RelDataType type, RexNode number, RexBuilder rex) {
        return rex.makeCall(type, function("ROUND"), List.of(number, integer(rex, type.getScale())));
    }

    /** GREATEST and LEAST skip NULLs, which must stay. */
    private static RexNode within(BigDecimal largest, RexNode number, RexNode value, RexBuilder rex) {
        RelDataType type = number.getType();
        RexNode atMost = rex.makeCall(type, function("LEAST"), List.of(number, rex.makeExactLiteral(largest)));
        RexNode bounded =
                rex.makeCall(type, function("GREATEST"), List.of(atMost, rex.makeExactLiteral(largest.negate())));
        return type.isNullable()
                ? rex.makeCall(
                        type,
                        SqlStdOperatorTable.CASE,
                        List.of(
                                rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
                                bounded,
                                rex.makeNullLiteral(type)))
                : bounded;
    }

    private static RexNode integer(RexBuilder rex, int value) {
        return rex.makeExactLiteral(BigDecimal.valueOf(value));
    }

    private static SqlOperator function(String name) {
        return ColonnadeOperators.INSTANCE.function(name);
    }
}
