package io.colonnade.query.pushdown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rel2sql.SqlImplementor.SimpleContext;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What of a query waits behind the fences of its tree, in the words of the query: for EXPLAIN. */
final class WaitingExpressions {
    private static final String WITH_SUB_QUERY = "what holds a sub-query";

    private final LeakProof leakProof;
    private final Set<String> found = new LinkedHashSet<>();

    private WaitingExpressions(LeakProof leakProof) {
        this.leakProof = leakProof;
    }

    /** Returns the expressions that are evaluated above a fence and could fail or be observed below it. */
    static List<String> of(RelNode fenced) {
        WaitingExpressions waiting = new WaitingExpressions(LeakProof.of(fenced));
        waiting.walk(fenced);
        return List.copyOf(waiting.found);
    }

    private void walk(RelNode tree) {
        tree.accept(new RelHomogeneousShuttle() {
            private final RexShuttle subQueries = new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    walk(subQuery.rel);
                    return super.visitSubQuery(subQuery);
                }
            };

            @Override
            public RelNode visit(RelNode node) {
                if (node.getInputs().stream().anyMatch(WaitingExpressions::isFenced)) {
                    note(node);
                }
                node.accept(subQueries);
                return super.visit(node);
            }
        });
    }

    private static boolean isFenced(RelNode tree) {
        return tree instanceof Fence || tree.getInputs().stream().anyMatch(WaitingExpressions::isFenced);
    }

    private void note(RelNode node) {
        for (RexNode expression : expressions(node)) {
            if (!leakProof.isLeakProof(expression, node)) {
                found.add(written(expression, node));
            }
        }
    }

    private static List<RexNode> expressions(RelNode node) {
        if (node instanceof Project project) {
            return project.getProjects();
        }
        if (node instanceof Filter filter) {
            return RelOptUtil.conjunctions(filter.getCondition());
        }
        return node instanceof Join join ? RelOptUtil.conjunctions(join.getCondition()) : List.of();
    }

    private static String written(RexNode expression, RelNode node) {
        if (RexUtil.SubQueryFinder.find(expression) != null) {
            return WITH_SUB_QUERY;
        }
        List<String> names = new ArrayList<>();
        for (RelNode input : node.getInputs()) {
            input.getRowType().getFieldList().stream()
                    .map(RelDataTypeField::getName)
                    .forEach(names::add);
        }
        RexNode overNames = withOuterFields(expression, names);
        return new SimpleContext(
                        PostgresDialect.INSTANCE, field -> new SqlIdentifier(names.get(field), SqlParserPos.ZERO))
                .toSql(null, overNames)
                .toSqlString(config -> config.withDialect(PostgresDialect.INSTANCE)
                        .withAlwaysUseParentheses(false)
                        .withQuoteAllIdentifiers(false)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE))
                .getSql()
                .replace('\n', ' ');
    }

    /** Fields of a query around this one are called by their names too. */
    private static RexNode withOuterFields(RexNode expression, List<String> names) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                names.add(access.getField().getName());
                return new RexInputRef(names.size() - 1, access.getType());
            }
        });
    }
}
