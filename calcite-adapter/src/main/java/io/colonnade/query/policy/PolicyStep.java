package io.colonnade.query.policy;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.policy.RowFilterCompiler.CompiledFilter;
import io.colonnade.query.resolve.BatchTable;
import io.colonnade.query.resolve.ResolvedQuery;
import io.colonnade.security.decision.Decision;
import io.colonnade.security.decision.Decision.BatchRules;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.RowFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * The policy step: replaces every scan of a resolved query, wherever it stands in the tree, by one that carries the
 * caller's filters and masks. Fails closed: a scan for which nothing was decided is refused. Thread-safe.
 */
public final class PolicyStep {
    private final RowFilterCompiler filters = new RowFilterCompiler();

    /**
     * Applies the policy of the view in which the query was resolved.
     *
     * @throws ColonnadeException NOT_FOUND if a scan is of a projection that the caller may not know of
     */
    public GovernedQuery govern(ResolvedQuery query) {
        Governor governor = new Governor(query);
        RelNode governed = query.tree().accept(governor);
        new PolicyCheck(query.view()).check(governed);
        return new GovernedQuery(
                governed,
                query.columns(),
                query.parameters(),
                governor.context,
                query.ordered(),
                List.copyOf(governor.applied.values()));
    }

    private final class Governor extends RelHomogeneousShuttle {
        private final ResolvedQuery query;
        private final List<ContextParameter> context = new ArrayList<>();
        private final Map<String, AppliedPolicy> applied = new LinkedHashMap<>();
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
            RelDataType row = sourceRow(rex.getTypeFactory(), table.batch());
            List<RexNode> outputs = new ArrayList<>();
            for (int i = 0; i < table.batch().columns().size(); i++) {
                RexNode value = rex.makeInputRef(row.getFieldList().get(i).getType(), i);
                ColumnMask mask =
                        rules.masks().get(table.batch().columns().get(i).name());
                outputs.add(mask == null ? value : MaskExpressions.of(mask, value, rex));
            }
            note(table, rules);
            return new GovernedScan(
                    scan.getCluster(),
                    scan.getTraitSet(),
                    scan.getTable(),
                    table,
                    row,
                    outputs,
                    filter(table.batch(), rules, rex));
        }

        private @Nullable RexNode filter(Batch batch, BatchRules rules, RexBuilder rex) {
            List<RexNode> conditions = new ArrayList<>();
            for (RowFilter filter : rules.filters()) {
                CompiledFilter compiled = filters.compile(batch, filter);
                conditions.add(compiled.predicate().condition().accept(new RexShuttle() {
                    @Override
                    public RexNode visitDynamicParam(RexDynamicParam parameter) {
                        ContextParameter claim = compiled.context().get(parameter.getIndex());
                        return rex.makeDynamicParam(parameter.getType(), number(claim));
                    }
                }));
            }
            return conditions.isEmpty() ? null : RexUtil.composeConjunction(rex, conditions);
        }

        private int number(ContextParameter claim) {
            int known = context.indexOf(claim);
            if (known < 0) {
                context.add(claim);
                known = context.size() - 1;
            }
            return query.parameters().size() + known;
        }

        private void note(BatchTable table, BatchRules rules) {
            Projection projection = table.projection();
            List<String> masks = rules.masks().entrySet().stream()
                    .map(entry -> entry.getKey() + ":"
                            + entry.getValue().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .sorted()
                    .toList();
            applied.put(
                    projection.name() + "." + table.batch().name(),
                    new AppliedPolicy(
                            projection.name(),
                            projection.version().toString(),
                            table.batch().name(),
                            rules.filters().size(),
                            masks));
        }
    }

    private static RelDataType sourceRow(RelDataTypeFactory factory, Batch batch) {
        RelDataTypeFactory.Builder row = factory.builder();
        for (Column column : RowFilterCompiler.columns(batch)) {
            row.add(column.name(), column.type().sql(factory, column.nullable()));
        }
        return row.build();
    }
}
