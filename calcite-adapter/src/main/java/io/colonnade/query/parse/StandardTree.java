package io.colonnade.query.parse;

import io.colonnade.query.parse.syntax.DistinctOnSelect;
import io.colonnade.query.parse.syntax.ExpressionSyntax;
import io.colonnade.query.parse.syntax.TypeSyntax;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Says in Calcite's standard operators what the grammar read in PostgreSQL's spelling. One per parse. */
final class StandardTree extends SqlShuttle {
    private static final int MOST_DIGITS = 38;

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy order && order.query instanceof DistinctOnSelect select) {
            SqlNode rewritten = DistinctOn.rewrite(select, order.orderList);
            return super.visit(
                    new SqlOrderBy(order.getParserPosition(), rewritten, order.orderList, order.offset, order.fetch));
        }
        if (call instanceof DistinctOnSelect select) {
            return super.visit(DistinctOn.rewrite(select, SqlNodeList.EMPTY));
        }
        SqlNode node = super.visit(call);
        if (call.getOperator() == ExpressionSyntax.CONCAT && node instanceof SqlCall concat) {
            return SqlStdOperatorTable.CONCAT.createCall(call.getParserPosition(), concat.getOperandList());
        }
        if (call.getOperator() == ExpressionSyntax.POWER && node instanceof SqlCall power) {
            return SqlStdOperatorTable.POWER.createCall(call.getParserPosition(), power.getOperandList());
        }
        return node;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral typed) {
            return typed.tag.equals("TIMESTAMP WITH TIME ZONE")
                    ? SqlStdOperatorTable.CAST.createCall(
                            literal.getParserPosition(),
                            SqlLiteral.createCharString(typed.toValue(), literal.getParserPosition()),
                            TypeSyntax.instant(literal.getParserPosition()))
                    : literal;
        }
        if (literal instanceof SqlCharStringLiteral text) {
            return withoutCharset(text);
        }
        return literal instanceof SqlNumericLiteral number && !number.isExact() ? exact(number) : literal;
    }

    /** E'…' and U&'…' arrive marked as UTF-16, which would be printed as a prefix that PostgreSQL does not know. */
    private static SqlLiteral withoutCharset(SqlCharStringLiteral text) {
        NlsString value = text.getValueAs(NlsString.class);
        return value.getCharsetName() == null
                ? text
                : SqlLiteral.createCharString(value.getValue(), text.getParserPosition());
    }

    /** 1e2 is numeric in PostgreSQL, not a double. */
    private static SqlLiteral exact(SqlNumericLiteral number) {
        BigDecimal value = number.bigDecimalValue();
        if (value == null || value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_DIGITS) {
            return number;
        }
        return SqlLiteral.createExactNumeric(value.toPlainString(), number.getParserPosition());
    }
}
