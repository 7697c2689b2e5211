package io.colonnade.query.resolve;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.decision.AccessDecisions;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Resolves a predicate that stands alone, such as a row filter, over a given list of columns. Stateless. */
public final class PredicateResolver {
    private static final String NAME = "batch";

    private PredicateResolver() {}

    /**
     * A predicate as an expression.
     *
     * @param condition refers to {@code row} by position; its parameters are numbered from 0
     * @param row the row that the condition refers to
     * @param parameters the types of its parameters
     */
    public record ResolvedPredicate(RexNode condition, RelDataType row, List<ColumnType> parameters) {}

    /**
     * Resolves a predicate.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if it names an unknown column, is not a truth value or holds a
     *     sub-query or a window
     */
    public static ResolvedPredicate resolve(SqlNode predicate, List<Column> columns) {
        Batch batch = new Batch(NAME, "", new Relation.Table(NAME), null, List.of(), List.of(), columns, List.of());
        Projection projection = new Projection(
                NAME,
                new Version(1, 0, 0),
                Stability.STABLE,
                "",
                NAME,
                List.of(batch),
                new ProjectionPolicy(NAME, new Grant(false, Set.of()), List.of(), List.of()));
        CallerView view = CallerView.of(null, new Contracts(List.of(projection), "predicate"), new AccessDecisions());
        Validation validation = new Validation(new CallerCatalog(view), NAME, PlanningTime.longest());
        try {
            SqlNode validated = validation.validate(selectWhere(predicate));
            RelNode tree = validation.toTree(validated).rel;
            List<ColumnType> parameters = validation.parameters(validated).stream()
                    .map(ColumnType::ofSql)
                    .toList();
            return new ResolvedPredicate(condition(tree), validation.rowType(batch, projection), parameters);
        } catch (CalciteContextException e) {
            throw ResolutionErrors.translate(e, KnownNames.NONE);
        }
    }

    private static SqlSelect selectWhere(SqlNode predicate) {
        SqlParserPos here = SqlParserPos.ZERO;
        return new SqlSelect(
                here,
                SqlNodeList.EMPTY,
                SqlNodeList.of(SqlIdentifier.star(here)),
                new SqlIdentifier(NAME, here),
                predicate,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static RexNode condition(RelNode tree) {
        RelNode node = tree;
        while (node instanceof Project project) {
            node = project.getInput();
        }
        if (node instanceof Filter filter
                && filter.getInput() instanceof TableScan
                && !RexUtil.SubQueryFinder.containsSubQuery(filter)
                && !RexOver.containsOver(filter.getCondition())) {
            return filter.getCondition();
        }
        throw ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "sub-queries and windows are not allowed; add a filter column that holds the value");
    }
}
