package io.colonnade.query.parse.syntax;

import io.colonnade.query.operator.NumericCast;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Casts as PostgreSQL users write them. Stateless. */
public final class CastSyntax {
    private CastSyntax() {}

    /**
     * Replaces the operand that ends {@code list} by its cast. The list alternates operands and operators as the grammar
     * read them, not yet grouped by precedence.
     */
    public static void infix(List<Object> list, SqlDataTypeSpec type, SqlParserPos place) {
        list.add(of(takeOperand(list), type, place));
    }

    /** Replaces the string that ends {@code list} by the interval that it spells. */
    public static void infixInterval(List<Object> list, SqlParserPos place) {
        if (takeOperand(list) instanceof SqlCharStringLiteral text) {
            list.add(IntervalSyntax.unqualified(1, text.toValue(), place));
        } else {
            throw SyntaxProblem.unsupported(
                    place,
                    "Cannot cast to interval: only a literal such as interval '1 day' can be one;"
                            + " multiply instead, as in x * interval '1 day'");
        }
    }

    /** Makes the call that {@code CAST(value AS type)} stands for. */
    public static SqlNode function(SqlOperator operator, List<SqlNode> operands, SqlParserPos place) {
        if (operator != SqlStdOperatorTable.CAST) {
            throw SyntaxProblem.at(
                    place, "Cannot parse the statement: " + operator.getName() + " is unknown; use CAST");
        }
        if (operands.size() != 2) {
            throw SyntaxProblem.at(place, "Cannot parse the statement: CAST takes no FORMAT; use to_char or to_date");
        }
        return operands.get(1) instanceof SqlDataTypeSpec type
                ? of(operands.get(0), type, place)
                : operator.createCall(place, operands);
    }

    /** Makes the cast that {@code type 'text'} stands for. */
    public static SqlNode typed(SqlNode text, SqlDataTypeSpec type, SqlParserPos place) {
        return of(text, type, place);
    }

    private static SqlNode of(SqlNode value, SqlDataTypeSpec type, SqlParserPos place) {
        if (TypeSyntax.isNumeric(type) && type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec numeric) {
            return numeric.getPrecision() < 0
                    ? NumericCast.UNBOUNDED.createCall(place, value)
                    : NumericCast.call(value, numeric.getPrecision(), Math.max(0, numeric.getScale()), place);
        }
        return SqlStdOperatorTable.CAST.createCall(place, value, type);
    }

    /** Removes the operand that ends {@code list} and returns it. */
    public static SqlNode takeOperand(List<Object> list) {
        List<Object> operand = list.subList(operandStart(list), list.size());
        SqlNode value = SqlParserUtil.toTree(operand);
        operand.clear();
        return value;
    }

    /** An operand may be a chain: {@code (row).field}, {@code array[1]}, {@code exists (…)}. */
    private static int operandStart(List<Object> list) {
        int start = list.size() - 1;
        while (start >= 2 && joins(list.get(start - 1), SqlStdOperatorTable.DOT, SqlStdOperatorTable.ITEM)) {
            start -= 2;
        }
        return start >= 1 && joins(list.get(start - 1), SqlStdOperatorTable.EXISTS, SqlStdOperatorTable.UNIQUE)
                ? start - 1
                : start;
    }

    private static boolean joins(Object item, SqlOperator one, SqlOperator other) {
        return item instanceof SqlParserUtil.ToTreeListItem operator
                && (operator.getOperator() == one || operator.getOperator() == other);
    }
}
