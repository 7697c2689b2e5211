package io.colonnade.query.parse.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Groups what the grammar read as a flat list of operands and operators, with PostgreSQL's precedence. Stateless. */
public final class ExpressionSyntax {
    /** {@code ||} with the precedence of PostgreSQL's "any other operator"; the parser puts Calcite's own in its place. */
    public static final SqlBinaryOperator CONCAT = binary("||", 36);

    /** {@code ^}, which binds tighter than {@code *}; the parser puts {@code power(a, b)} in its place. */
    public static final SqlBinaryOperator POWER = binary("^", 70);

    private ExpressionSyntax() {}

    /** Groups a list that alternates operands and operators. Chains of AND and OR become balanced trees. */
    public static SqlNode tree(List<Object> list) {
        return balanced(SqlParserUtil.toTree(list));
    }

    private static SqlBinaryOperator binary(String symbol, int precedence) {
        return new SqlBinaryOperator(symbol, SqlKind.OTHER, precedence, true, null, null, null);
    }

    private static SqlNode balanced(SqlNode node) {
        if (!(node instanceof SqlCall call)
                || (call.getOperator() != SqlStdOperatorTable.AND && call.getOperator() != SqlStdOperatorTable.OR)) {
            return node;
        }
        return balanced(terms(call, call.getOperator()), call.getOperator());
    }

    private static List<SqlNode> terms(SqlCall root, SqlOperator operator) {
        List<SqlNode> terms = new ArrayList<>();
        SqlNode rest = root;
        while (rest instanceof SqlCall call && call.getOperator() == operator) {
            terms.add(balanced(call.operand(1)));
            rest = call.operand(0);
        }
        terms.add(balanced(rest));
        Collections.reverse(terms);
        return terms;
    }

    private static SqlNode balanced(List<SqlNode> terms, SqlOperator operator) {
        if (terms.size() == 1) {
            return terms.get(0);
        }
        int half = (terms.size() + 1) / 2;
        SqlNode left = balanced(terms.subList(0, half), operator);
        SqlNode right = balanced(terms.subList(half, terms.size()), operator);
        return operator.createCall(left.getParserPosition().plus(right.getParserPosition()), left, right);
    }
}
