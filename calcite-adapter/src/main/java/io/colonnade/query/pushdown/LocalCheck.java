package io.colonnade.query.pushdown;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.pushdown.LocalPushdown.TextOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what DuckDB answers as PostgreSQL would; {@code docs/local-engine.md} lists what is not. Visits
 * every node of a tree, sub-queries included.
 */
final class LocalCheck extends RelVisitor {
    private static final Set<SqlKind> SAME_AS_POSTGRES = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.SEARCH,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF);

    private static final Set<SqlKind> ORDER = EnumSet.of(
            SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL, SqlKind.GREATER_THAN, SqlKind.GREATER_THAN_OR_EQUAL);

    private static final Set<String> FUNCTIONS_SAME_AS_POSTGRES =
            Set.of("LENGTH", "CHAR_LENGTH", "LEFT", "RIGHT", "||", "REPLACE", "STARTS_WITH");

    /** DuckDB changes the case of letters outside of ASCII by rules of its own: only constants are safe. */
    private static final Set<String> CASES = Set.of("UPPER", "LOWER");

    private static final Set<String> AGGREGATES_SAME_AS_POSTGRES = Set.of("COUNT", "MIN", "MAX", "SUM");

    private final TextOrder textOrder;

    LocalCheck(TextOrder textOrder) {
        this.textOrder = textOrder;
    }

    @Override
    public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof Project && !node.getVariablesSet().isEmpty()) {
            // Calcite writes one alias for every level, so that an inner query would read its own row.
            throw refused("a sub-query that looks at the row around it");
        }
        if (node instanceof Correlate correlate && correlate.getJoinType() != JoinRelType.INNER) {
            // Calcite writes it as an inner one, which loses rows.
            throw refused("LEFT JOIN LATERAL");
        }
        node.accept(new Expressions());
        if (node instanceof Aggregate aggregate) {
            checkAggregate(aggregate);
        } else if (node instanceof Sort sort) {
            sort.getCollation().getKeys().forEach(key -> checkOrder(field(sort.getInput(), key), "ORDER BY"));
        }
        super.visit(node, ordinal, parent);
    }

    private final class Expressions extends RexShuttle {
        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getKind() == SqlKind.CAST) {
                checkCast(call);
            } else if (call.getKind() == SqlKind.LIKE) {
                checkLike(call);
            } else if (!isSame(call)) {
                throw refused(call.getOperator().getName());
            }
            if (ORDER.contains(call.getKind()) || isRange(call)) {
                call.getOperands().forEach(operand -> checkOrder(operand.getType(), "an order of texts"));
            }
            return super.visitCall(call);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            throw refused(over.getOperator().getName() + " OVER");
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            if (subQuery.getKind() == SqlKind.SOME || subQuery.getKind() == SqlKind.ALL) {
                subQuery.getOperands().forEach(operand -> checkOrder(operand.getType(), "ANY or ALL of texts"));
            }
            new LocalCheck(textOrder).go(subQuery.rel);
            return super.visitSubQuery(subQuery);
        }
    }

    private static boolean isSame(RexCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return SAME_AS_POSTGRES.contains(call.getKind())
                || FUNCTIONS_SAME_AS_POSTGRES.contains(name)
                || ConstantPattern.isMade(call)
                || CASES.contains(name) && call.getOperands().get(0) instanceof RexLiteral;
    }

    private static boolean isRange(RexCall call) {
        return call.getKind() == SqlKind.SEARCH
                && call.getOperands().get(1) instanceof RexLiteral literal
                && literal.getValueAs(Sarg.class) instanceof Sarg<?> sarg
                && !sarg.isPoints()
                && !sarg.isComplementedPoints();
    }

    /** DuckDB knows no escape unless it is told one, folds case otherwise, and forgives a pattern that ends in one. */
    private static void checkLike(RexCall like) {
        List<RexNode> operands = like.getOperands();
        boolean escapes = operands.size() < 3
                && operands.get(1) instanceof RexLiteral literal
                && String.valueOf(literal.getValueAs(String.class)).indexOf('\\') >= 0;
        if (!like.getOperator().getName().equals("LIKE") || !ConstantPattern.isHarmless(like)) {
            throw refused(like.getOperator().getName() + " with this pattern");
        }
        if (escapes) {
            throw refused("LIKE with a backslash and no ESCAPE");
        }
    }

    /** A cast between numbers of one kind or to longer text; others round, cut or fail in ways of their own. */
    private static void checkCast(RexCall cast) {
        RelDataType from = cast.getOperands().get(0).getType();
        RelDataType to = cast.getType();
        boolean text = SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName())
                && to.getSqlTypeName() == SqlTypeName.VARCHAR
                && (to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        || from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                                && from.getPrecision() <= to.getPrecision());
        boolean exact = SqlTypeName.EXACT_TYPES.contains(from.getSqlTypeName())
                && SqlTypeName.EXACT_TYPES.contains(to.getSqlTypeName());
        boolean same =
                from.getSqlTypeName() == to.getSqlTypeName() && !SqlTypeName.CHAR_TYPES.contains(to.getSqlTypeName());
        if (!text && !exact && !same) {
            throw refused("CAST to " + to.getSqlTypeName().getName().toLowerCase(Locale.ROOT));
        }
    }

    private void checkAggregate(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw refused("GROUPING SETS");
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
            if (!AGGREGATES_SAME_AS_POSTGRES.contains(name)) {
                throw refused(name);
            }
            for (int argument : call.getArgList()) {
                RelDataType type = field(aggregate.getInput(), argument);
                if (name.equals("SUM") && type.getSqlTypeName() == SqlTypeName.REAL) {
                    throw refused("SUM of float32");
                }
                if (name.startsWith("M")) {
                    checkOrder(type, name + " of texts");
                }
            }
        }
    }

    private void checkOrder(RelDataType type, String what) {
        if (textOrder != TextOrder.CODE_POINTS && SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName())) {
            throw refused(what);
        }
    }

    private static RelDataType field(RelNode node, int index) {
        return node.getRowType().getFieldList().get(index).getType();
    }

    private static ColonnadeException refused(String what) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot evaluate " + what + " here: part of the query runs outside of its source, because it looks at a"
                        + " column masked by 'hash' or 'encrypt', or joins several sources; leave that column out of"
                        + " conditions, orders and expressions");
    }
}
