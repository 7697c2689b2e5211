package io.colonnade.query.pushdown;

import io.colonnade.query.policy.GovernedScan;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user's expressions may be evaluated on rows that a row filter hides. An expression is leak-proof if it can
 * neither fail nor be observed, whatever the row; the list names those that are, and everything else is not.
 */
final class LeakProof {
    /**
     * None of these raises an error or has an effect for any values of its operands: comparisons of values of one type,
     * which PostgreSQL's types all order without failing, the logic over them, and choices between values.
     */
    private static final Set<SqlKind> HARMLESS = EnumSet.of(
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
            SqlKind.BETWEEN,
            SqlKind.IN,
            SqlKind.SEARCH,
            SqlKind.EXISTS,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF);

    /** Aggregates that hold no running total. */
    private static final Set<SqlKind> HARMLESS_AGGREGATES = EnumSet.of(SqlKind.COUNT, SqlKind.MIN, SqlKind.MAX);

    /** Those that do are harmless over exact numbers: PostgreSQL's numeric does not run out; its floats do. */
    private static final Set<SqlKind> HARMLESS_OVER_EXACT_NUMBERS = EnumSet.of(SqlKind.SUM, SqlKind.SUM0, SqlKind.AVG);

    private LeakProof() {}

    /**
     * Returns whether every expression that the source might evaluate before a row filter is leak-proof. What stands
     * above all filters and joins is evaluated on rows that passed them, but for what rows are sorted or grouped by:
     * PostgreSQL may sort a table by it first and join, and so filter, later.
     */
    static boolean isLeakProof(RelNode tree) {
        SortKeys keys = new SortKeys();
        RelNode node = tree;
        while (node instanceof Sort || node instanceof Project || node instanceof Aggregate) {
            if (holdsSubQuery(node)) {
                return isWholly(node);
            }
            if (!keys.descend(node)) {
                return false;
            }
            node = node.getInput(0);
        }
        return isWholly(node);
    }

    /** Returns whether an expression without sub-queries is leak-proof. */
    static boolean isLeakProof(RexNode expression) {
        Check check = new Check();
        expression.accept(check.expressions);
        return check.leakProof;
    }

    private static boolean isWholly(RelNode tree) {
        Check check = new Check();
        check.go(tree);
        return check.leakProof;
    }

    private static boolean holdsSubQuery(RelNode node) {
        boolean[] found = {false};
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                found[0] = true;
                return subQuery;
            }
        });
        return found[0];
    }

    private static final class Check extends RelVisitor {
        private boolean leakProof = true;
        private final RexShuttle expressions = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                leakProof &= HARMLESS.contains(call.getKind()) || ConstantPattern.isHarmless(call) || isWidening(call);
                return super.visitCall(call);
            }

            @Override
            public RexNode visitOver(RexOver over) {
                // In a correlated sub-query its arguments come from rows of the outer query.
                leakProof = false;
                return over;
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                // A scalar sub-query fails on a second row.
                if (subQuery.getKind() == SqlKind.SCALAR_QUERY && !isSingleRow(subQuery.rel)) {
                    leakProof = false;
                }
                leakProof &= isWholly(subQuery.rel);
                return super.visitSubQuery(subQuery);
            }
        };

        @Override
        public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
            node.accept(expressions);
            if (node instanceof Aggregate aggregate) {
                leakProof &= aggregate.getAggCallList().stream().allMatch(call -> isHarmless(call, aggregate));
            } else if (node instanceof Sort sort) {
                // PostgreSQL refuses a negative limit, and only when it comes to it.
                leakProof &= !(sort.fetch instanceof RexDynamicParam) && !(sort.offset instanceof RexDynamicParam);
            } else if (node instanceof GovernedScan scan) {
                leakProof &= masksAreHarmless(scan);
            }
            super.visit(node, ordinal, parent);
        }
    }

    private static boolean isHarmless(AggregateCall call, Aggregate aggregate) {
        SqlKind kind = call.getAggregation().getKind();
        return HARMLESS_AGGREGATES.contains(kind)
                || HARMLESS_OVER_EXACT_NUMBERS.contains(kind)
                        && call.getArgList().stream()
                                .map(argument -> aggregate
                                        .getInput()
                                        .getRowType()
                                        .getFieldList()
                                        .get(argument))
                                .allMatch(field -> SqlTypeName.EXACT_TYPES.contains(
                                        field.getType().getSqlTypeName()));
    }

    /** A mask is evaluated where its column is looked at. Those of floats and of dates leave their type's range. */
    private static boolean masksAreHarmless(GovernedScan scan) {
        for (int i = 0; i < scan.outputs().size(); i++) {
            RexNode output = scan.outputs().get(i);
            SqlTypeName type = output.getType().getSqlTypeName();
            boolean fails = SqlTypeName.APPROX_TYPES.contains(type) || SqlTypeName.DATETIME_TYPES.contains(type);
            if (scan.masked(i) && fails && output instanceof RexCall) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSingleRow(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project) {
            node = node.getInput(0);
        }
        return node instanceof Aggregate aggregate
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && aggregate.getGroupSet().isEmpty();
    }

    /** Returns whether a call is a cast that every value of its operand survives. */
    private static boolean isWidening(RexCall call) {
        if (call.getKind() != SqlKind.CAST) {
            return false;
        }
        SqlTypeName from = call.getOperands().get(0).getType().getSqlTypeName();
        return switch (call.getType().getSqlTypeName()) {
            case BIGINT -> SqlTypeName.INT_TYPES.contains(from);
            // Written as numeric without a precision: see PostgresDialect.
            case DECIMAL -> SqlTypeName.EXACT_TYPES.contains(from);
            case VARCHAR -> SqlTypeName.CHAR_TYPES.contains(from);
            default -> false;
        };
    }
}
