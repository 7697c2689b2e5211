package io.colonnade.query.parse.syntax;

import java.util.List;
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
        List<Object> operand = list.subList(operandStart(list), list.size());
        SqlNode value = SqlParserUtil.toTree(operand);
        operand.clear();
        list.add(of(value, type, place));
    }

    /** Makes the call of an explicit cast. */
    public static SqlNode of(SqlNode value, SqlDataTypeSpec type, SqlParserPos place) {
        return SqlStdOperatorTable.CAST.createCall(place, value, type);
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
