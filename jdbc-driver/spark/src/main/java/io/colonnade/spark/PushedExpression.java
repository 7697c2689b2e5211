package io.colonnade.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.jspecify.annotations.Nullable;

/**
 * Spark's expressions as SQL, those that mean the same in both. Spark does not look again at what it has handed over, so
 * casts, arithmetic and functions, whose results differ in corners, stay with Spark. Every method answers null for them.
 */
final class PushedExpression {
    private PushedExpression() {}

    static @Nullable String sql(Expression expression) {
        if (expression instanceof Literal) {
            return PushedLiteral.sql((Literal<?>) expression);
        }
        if (expression instanceof NamedReference) {
            return column((NamedReference) expression);
        }
        if (expression instanceof GeneralScalarExpression) {
            return condition((GeneralScalarExpression) expression);
        }
        if (expression instanceof SortOrder) {
            return order((SortOrder) expression);
        }
        return aggregate(expression);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static @Nullable String column(NamedReference reference) {
        return reference.fieldNames().length == 1 ? quoted(reference.fieldNames()[0]) : null;
    }

    private static @Nullable String order(SortOrder order) {
        @Nullable String key = order.expression() instanceof NamedReference ? sql(order.expression()) : null;
        return key == null ? null : key + " " + order.direction() + " " + order.nullOrdering();
    }

    private static @Nullable String aggregate(Expression expression) {
        if (expression instanceof CountStar) {
            return "COUNT(*)";
        }
        if (expression instanceof Count) {
            return call("COUNT", ((Count) expression).isDistinct(), expression);
        }
        if (expression instanceof Sum) {
            return call("SUM", ((Sum) expression).isDistinct(), expression);
        }
        if (expression instanceof Avg) {
            return call("AVG", ((Avg) expression).isDistinct(), expression);
        }
        if (expression instanceof Min) {
            return call("MIN", false, expression);
        }
        return expression instanceof Max ? call("MAX", false, expression) : null;
    }

    private static @Nullable String call(String function, boolean distinct, Expression aggregate) {
        Expression[] arguments = aggregate.children();
        if (arguments.length != 1 || !(arguments[0] instanceof NamedReference)) {
            return null;
        }
        @Nullable String argument = sql(arguments[0]);
        return argument == null ? null : function + (distinct ? "(DISTINCT " : "(") + argument + ")";
    }

    private static @Nullable String condition(GeneralScalarExpression condition) {
        Expression[] children = condition.children();
        switch (condition.name()) {
            case "BOOLEAN_EXPRESSION":
                return sql(children[0]);
            case "=":
            case "<>":
            case "<":
            case "<=":
            case ">":
            case ">=":
                return joined(" " + condition.name() + " ", children);
            case "<=>":
                return joined(" IS NOT DISTINCT FROM ", children);
            case "AND":
            case "OR":
                return joined(" " + condition.name() + " ", children);
            case "NOT":
                return around("NOT ", children[0], "");
            case "IS_NULL":
                return around("", children[0], " IS NULL");
            case "IS_NOT_NULL":
                return around("", children[0], " IS NOT NULL");
            case "IN":
                return in(children);
            case "STARTS_WITH":
                return like("", children, "%");
            case "ENDS_WITH":
                return like("%", children, "");
            case "CONTAINS":
                return like("%", children, "%");
            default:
                return null;
        }
    }

    private static @Nullable String joined(String operator, Expression[] operands) {
        @Nullable String left = operand(operands[0]);
        @Nullable String right = operand(operands[1]);
        return left == null || right == null ? null : left + operator + right;
    }

    private static @Nullable String around(String before, Expression expression, String after) {
        @Nullable String operand = operand(expression);
        return operand == null ? null : before + operand + after;
    }

    private static @Nullable String operand(Expression expression) {
        @Nullable String sql = sql(expression);
        return sql != null && expression instanceof GeneralScalarExpression ? "(" + sql + ")" : sql;
    }

    private static @Nullable String in(Expression[] children) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < children.length; i++) {
            @Nullable String value = operand(children[i]);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        @Nullable String tested = operand(children[0]);
        return tested == null || values.isEmpty() ? null : tested + " IN (" + String.join(", ", values) + ")";
    }

    private static @Nullable String like(String before, Expression[] children, String after) {
        @Nullable String tested = operand(children[0]);
        @Nullable String part = children[1] instanceof Literal ? PushedLiteral.text((Literal<?>) children[1]) : null;
        if (tested == null || part == null) {
            return null;
        }
        String pattern = before + part.replaceAll("[\\\\%_]", "\\\\$0") + after;
        return tested + " LIKE " + PushedLiteral.quoted(pattern) + " ESCAPE '\\'";
    }
}
