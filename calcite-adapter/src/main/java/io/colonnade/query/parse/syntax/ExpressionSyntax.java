package io.colonnade.query.parse.syntax;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Groups what the grammar read as a flat list of operands and operators, with PostgreSQL's precedence. Stateless. */
public final class ExpressionSyntax {
    /** {@code ||} with the precedence of PostgreSQL's "any other operator"; the parser puts Calcite's own in its place. */
    public static final SqlBinaryOperator CONCAT = binary("||", 36);

    /** {@code ^}, which binds tighter than {@code *}; the parser puts {@code power(a, b)} in its place. */
    public static final SqlBinaryOperator POWER = binary("^", 70);

    /** Grouping takes time in the square of this, and the tree becomes half as deep. */
    private static final int LONGEST_CHAIN = 1000;

    private ExpressionSyntax() {}

    /** Groups a list that alternates operands and operators. Chains of AND and OR become balanced trees. */
    public static SqlNode tree(List<Object> list) {
        if (list.size() == 1) {
            return SqlParserUtil.toTree(list);
        }
        List<SqlNode> terms = new ArrayList<>();
        for (List<Object> term : split(list, SqlStdOperatorTable.OR)) {
            List<SqlNode> factors = new ArrayList<>();
            split(term, SqlStdOperatorTable.AND).forEach(factor -> factors.add(chain(factor)));
            terms.add(balanced(factors, SqlStdOperatorTable.AND));
        }
        return balanced(terms, SqlStdOperatorTable.OR);
    }

    private static SqlBinaryOperator binary(String symbol, int precedence) {
        return new SqlBinaryOperator(symbol, SqlKind.OTHER, precedence, true, null, null, null);
    }

    /** Groups what has neither AND nor OR, except the AND of BETWEEN. */
    private static SqlNode chain(List<Object> list) {
        if (list.size() > LONGEST_CHAIN) {
            SqlParserPos place = list.get(0) instanceof SqlNode node
                    ? node.getParserPosition()
                    : ((SqlParserUtil.ToTreeListItem) list.get(0)).getPos();
            throw SyntaxProblem.at(
                    place,
                    "Cannot parse the statement: an expression chains more than " + LONGEST_CHAIN / 2 + " operators");
        }
        new ComparisonChain().check(list);
        return SqlParserUtil.toTree(list);
    }

    /** The loosest operators can be told apart before the others are grouped. */
    private static List<List<Object>> split(List<Object> list, SqlOperator operator) {
        List<List<Object>> parts = new ArrayList<>();
        int start = 0;
        int between = 0;
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof SqlParserUtil.ToTreeListItem item)) {
                continue;
            }
            if (item.getOperator().getKind() == SqlKind.BETWEEN) {
                between++;
            } else if (item.getOperator() == SqlStdOperatorTable.AND && between > 0) {
                between--;
            } else if (item.getOperator() == operator) {
                parts.add(new ArrayList<>(list.subList(start, i)));
                start = i + 1;
            }
        }
        parts.add(new ArrayList<>(list.subList(start, list.size())));
        return parts;
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
