package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.BatchRules;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Walks a tree and refuses it if any scan in it, however deep, does not carry the very masks and filters that the caller's
 * view demands.
 */
final class PolicyCheck {
    private final CallerView view;
    private final ScanExpressions expressions;
    private final ToIntFunction<ContextParameter> parameters;

    /**
     * Creates a check.
     *
     * @param parameters the parameter that each claim of the tree's filters is bound to
     */
    PolicyCheck(CallerView view, ScanExpressions expressions, ToIntFunction<ContextParameter> parameters) {
        this.view = view;
        this.expressions = expressions;
        this.parameters = parameters;
    }

    void check(RelNode tree) {
        tree.accept(new Walk());
    }

    private void checkScan(TableScan scan) {
        if (!(scan instanceof GovernedScan governed)
                || !(view.decision(governed.projection()) instanceof Decision.Allowed allowed)
                || !obeys(governed, allowed.rules(governed.batch().name()))) {
            throw ColonnadeException.of(
                    ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot plan the query: a scan lost its policy");
        }
    }

    private boolean obeys(GovernedScan scan, BatchRules rules) {
        RexBuilder rex = scan.getCluster().getRexBuilder();
        Batch batch = scan.batch();
        RelDataType row = ScanExpressions.sourceRow(rex.getTypeFactory(), batch);
        return scan.sourceRow().equals(row)
                && scan.carried().isEmpty()
                && scan.masks().equals(ScanExpressions.masks(batch, rules))
                && scan.outputs().equals(ScanExpressions.outputs(batch, rules, row, rex))
                && Objects.equals(scan.filter().orElse(null), expressions.filter(batch, rules, rex, parameters));
    }

    private final class Walk extends RelHomogeneousShuttle {
        private final RexShuttle subQueries = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                subQuery.rel.accept(Walk.this);
                return super.visitSubQuery(subQuery);
            }
        };

        @Override
        public RelNode visit(RelNode other) {
            other.accept(subQueries);
            return super.visit(other);
        }

        @Override
        public RelNode visit(TableScan scan) {
            checkScan(scan);
            return scan;
        }
    }
}
