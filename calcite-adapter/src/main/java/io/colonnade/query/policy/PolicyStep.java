package io.colonnade.query.policy;

import io.colonnade.contract.Column;
import io.colonnade.contract.FilterTemplate;
import io.colonnade.contract.Projection;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.resolve.BatchTable;
import io.colonnade.query.resolve.ResolvedQuery;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.BatchRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * The policy step: replaces every scan of a resolved query, wherever it stands in the tree, by one that carries the
 * caller's filters and masks. Fails closed: a scan for which nothing was decided is refused. Thread-safe.
 */
public final class PolicyStep {
    private final ScanExpressions expressions = new ScanExpressions();

    /**
     * Applies the policy of the view in which the query was resolved.
     *
     * @throws ColonnadeException NOT_FOUND if a scan is of a projection that the caller may not know of
     */
    public GovernedQuery govern(ResolvedQuery query) {
        Governor governor = new Governor(query);
        RelNode governed = query.tree().accept(governor);
        new PolicyCheck(query.view(), expressions, governor::known).check(governed);
        return new GovernedQuery(
                governed,
                query.columns(),
                query.parameters(),
                governor.context,
                query.ordered(),
                List.copyOf(governor.applied.values()),
                List.copyOf(governor.deprecated));
    }

    private final class Governor extends RelHomogeneousShuttle {
        private final ResolvedQuery query;
        private final List<ContextParameter> context = new ArrayList<>();
        private final Map<String, AppliedPolicy> applied = new LinkedHashMap<>();
        private final Set<DeprecatedUse> deprecated = new LinkedHashSet<>();
        private final RexShuttle subQueries = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(visited.rel.accept(Governor.this));
            }
        };

        Governor(ResolvedQuery query) {
            this.query = query;
        }

        @Override
        public RelNode visit(RelNode other) {
            RelNode visited = super.visit(other);
            return visited.accept(subQueries);
        }

        @Override
        public RelNode visit(TableScan scan) {
            BatchTable table = scan.getTable().unwrap(BatchTable.class);
            if (table == null || !(query.view().decision(table.projection()) instanceof Decision.Allowed allowed)) {
                throw ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.UNDEFINED_TABLE, "The table does not exist");
            }
            return governed(scan, table, allowed.rules(table.batch().name()));
        }

        private GovernedScan governed(TableScan scan, BatchTable table, BatchRules rules) {
            RexBuilder rex = scan.getCluster().getRexBuilder();
            RelDataType row = ScanExpressions.sourceRow(rex.getTypeFactory(), table.batch());
            note(table, rules);
            return new GovernedScan(
                    scan.getCluster(),
                    scan.getTraitSet(),
                    scan.getTable(),
                    table,
                    row,
                    ScanExpressions.masks(table.batch(), rules),
                    ScanExpressions.outputs(table.batch(), rules, row, rex),
                    expressions.filter(table.batch(), rules, rex, this::number));
        }

        private int number(ContextParameter claim) {
            if (!context.contains(claim)) {
                context.add(claim);
            }
            return known(claim);
        }

        /** Returns the number of a claim's parameter; a number that no parameter has if no filter asked for it. */
        private int known(ContextParameter claim) {
            int index = context.indexOf(claim);
            return index < 0 ? Integer.MAX_VALUE : query.parameters().size() + index;
        }

        private void note(BatchTable table, BatchRules rules) {
            Projection projection = table.projection();
            DeprecatedUse.of(projection, query.view()).ifPresent(deprecated::add);
            List<String> masks = rules.masks().entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue().word())
                    .sorted()
                    .toList();
            applied.put(
                    projection.name() + "." + table.batch().name(),
                    new AppliedPolicy(
                            projection.name(),
                            projection.version().toString(),
                            table.batch().name(),
                            rules.filters().size(),
                            masks,
                            table.batch().columns().stream().map(Column::name).toList(),
                            FilterTemplate.claims(rules.filters()),
                            projection.export()));
        }
    }
}
