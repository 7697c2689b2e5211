package io.colonnade.query.policy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.resolve.CallerView;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.BatchRules;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Walks a tree and refuses it if any scan in it, however deep, is not governed as the caller's view demands. */
final class PolicyCheck {
    private final CallerView view;

    PolicyCheck(CallerView view) {
        this.view = view;
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

    private static boolean obeys(GovernedScan scan, BatchRules rules) {
        if (scan.filter().isPresent() == rules.filters().isEmpty()) {
            return false;
        }
        for (int i = 0; i < scan.outputs().size(); i++) {
            boolean masked =
                    rules.masks().containsKey(scan.batch().columns().get(i).name());
            if (masked != scan.masked(i)) {
                return false;
            }
        }
        return true;
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
