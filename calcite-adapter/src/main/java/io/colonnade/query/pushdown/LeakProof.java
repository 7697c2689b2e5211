package io.colonnade.query.pushdown;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user's expressions may be evaluated on rows that a row filter hides. An expression is leak-proof if it can
 * neither fail nor be observed, whatever the row; the list names those that are, and everything else is not.
 */
final class LeakProof {
    /** None of these raises an error or has an effect for any values of its operands. */
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

    private LeakProof() {}

    /**
     * Returns whether every expression that the source might evaluate before a row filter is leak-proof. What stands
     * above all filters and joins is evaluated on rows that passed them.
     */
    static boolean isLeakProof(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Sort || node instanceof Project || node instanceof Aggregate) {
            if (holdsSubQuery(node)) {
                return isWholly(node);
            }
            node = node.getInput(0);
        }
        return isWholly(node);
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
                if (!HARMLESS.contains(call.getKind()) && !isConstantLike(call)) {
                    leakProof = false;
                }
                return super.visitCall(call);
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                // A scalar sub-query fails on a second row.
                if (subQuery.getKind() == SqlKind.SCALAR_QUERY && !isSingleRow(subQuery.rel)) {
                    leakProof = false;
                }
                Check inner = new Check();
                inner.go(subQuery.rel);
                leakProof &= inner.leakProof;
                return super.visitSubQuery(subQuery);
            }
        };

        @Override
        public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
            node.accept(expressions);
            super.visit(node, ordinal, parent);
        }
    }

    private static boolean isSingleRow(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project) {
            node = node.getInput(0);
        }
        return node instanceof Aggregate aggregate && aggregate.getGroupSet().isEmpty();
    }

    private static boolean isConstantLike(RexCall call) {
        return call.getKind() == SqlKind.LIKE
                && call.getOperands().stream().skip(1).allMatch(RexLiteral.class::isInstance);
    }
}
