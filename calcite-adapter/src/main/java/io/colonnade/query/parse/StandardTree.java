package io.colonnade.query.parse;

import io.colonnade.error.TextPosition;
import io.colonnade.query.operator.NumericCast;
import io.colonnade.query.parse.syntax.DistinctOnSelect;
import io.colonnade.query.parse.syntax.ExpressionSyntax;
import io.colonnade.query.parse.syntax.TypedTexts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Says in Calcite's standard operators what the grammar read in PostgreSQL's spelling. One per parse. */
final class StandardTree extends SqlShuttle {
    private static final int MOST_DIGITS = 38;

    private static final Map<String, TimeUnit> PLURALS = Map.of(
            "microseconds", TimeUnit.MICROSECOND,
            "milliseconds", TimeUnit.MILLISECOND,
            "seconds", TimeUnit.SECOND,
            "minutes", TimeUnit.MINUTE,
            "hours", TimeUnit.HOUR,
            "days", TimeUnit.DAY,
            "months", TimeUnit.MONTH,
            "years", TimeUnit.YEAR);

    private final SourceText source;

    StandardTree(String text) {
        this.source = new SourceText(text);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        RefusedForms.check(call);
        if (call instanceof SqlOrderBy order && order.query instanceof DistinctOnSelect select) {
            SqlNode rewritten = DistinctOn.rewrite(select, order.orderList);
            return super.visit(sorted(
                    new SqlOrderBy(order.getParserPosition(), rewritten, order.orderList, order.offset, order.fetch)));
        }
        if (call instanceof DistinctOnSelect select) {
            return super.visit(DistinctOn.rewrite(select, SqlNodeList.EMPTY));
        }
        if (call instanceof SqlOrderBy order) {
            return super.visit(sorted(order));
        }
        SqlNode node = super.visit(call);
        if (node instanceof SqlCall standard && StandardCalls.knows(call)) {
            return StandardCalls.of(standard);
        }
        if (call.getOperator() == ExpressionSyntax.CONCAT && node instanceof SqlCall concat) {
            return SqlStdOperatorTable.CONCAT.createCall(call.getParserPosition(), concat.getOperandList());
        }
        if (call.getOperator() == ExpressionSyntax.POWER && node instanceof SqlCall power) {
            return SqlStdOperatorTable.POWER.createCall(call.getParserPosition(), power.getOperandList());
        }
        return node;
    }

    private static SqlOrderBy sorted(SqlOrderBy order) {
        SqlNodeList keys = SortKeys.resolved(order.orderList, order.query);
        return new SqlOrderBy(order.getParserPosition(), order.query, keys, order.offset, order.fetch);
    }

    /** Calcite knows PostgreSQL's plurals as names of time frames only. */
    @Override
    public SqlNode visit(SqlIntervalQualifier unit) {
        TimeUnit plural = unit.timeFrameName == null ? null : PLURALS.get(unit.timeFrameName.toLowerCase(Locale.ROOT));
        return plural == null ? unit : new SqlIntervalQualifier(plural, null, unit.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral typed) {
            return TypedTexts.of(typed);
        }
        if (literal instanceof SqlBinaryStringLiteral) {
            throw RefusedForms.bitString(literal);
        }
        if (literal instanceof SqlCharStringLiteral text) {
            return withoutCharset(text);
        }
        return literal instanceof SqlNumericLiteral number && (!number.isExact() || endsInPoint(number))
                ? exact(number)
                : literal;
    }

    /** _utf8'…' and N'…' arrive marked with a character set, which is not the source's concern. */
    private static SqlLiteral withoutCharset(SqlCharStringLiteral text) {
        NlsString value = text.getValueAs(NlsString.class);
        return value.getCharsetName() == null
                ? text
                : SqlLiteral.createCharString(value.getValue(), text.getParserPosition());
    }

    /** Calcite drops the point of {@code 5.}, which in PostgreSQL makes a numeric of it. */
    private boolean endsInPoint(SqlNumericLiteral number) {
        SqlParserPos place = number.getParserPosition();
        boolean longer = number.isInteger()
                && place.getEndColumnNum() - place.getColumnNum()
                        >= number.toValue().length();
        return longer
                && source.tokenAt(source.offset(new TextPosition(place.getLineNum(), place.getColumnNum())))
                        .endsWith(".");
    }

    /** 1e2 is numeric in PostgreSQL, neither a double nor an integer. */
    private static SqlNode exact(SqlNumericLiteral number) {
        BigDecimal value = number.bigDecimalValue();
        if (value == null || value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_DIGITS) {
            return number;
        }
        SqlLiteral exact = SqlLiteral.createExactNumeric(value.toPlainString(), number.getParserPosition());
        boolean integer = value.scale() <= 0;
        return integer
                ? NumericCast.call(exact, Math.max(1, value.precision() - value.scale()), 0, number.getParserPosition())
                : exact;
    }
}
