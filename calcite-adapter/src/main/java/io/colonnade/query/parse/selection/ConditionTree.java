package io.colonnade.query.parse.selection;

import io.colonnade.query.operator.TextPattern;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.And;
import io.colonnade.query.request.Condition.Compare;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Condition.In;
import io.colonnade.query.request.Condition.IsNull;
import io.colonnade.query.request.Condition.Matches;
import io.colonnade.query.request.Condition.Not;
import io.colonnade.query.request.Condition.Or;
import io.colonnade.query.request.Condition.Related;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Pair;
import io.colonnade.query.request.Selection.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Conditions over the rows of one batch. */
final class ConditionTree {
    private final BatchColumns names;

    private ConditionTree(BatchColumns names) {
        this.names = names;
    }

    static SqlNode of(Condition condition, BatchColumns names) {
        return new ConditionTree(names).node(condition);
    }

    private SqlNode node(Condition condition) {
        if (condition instanceof And and) {
            return Syntax.and(nodes(and.conditions()));
        }
        if (condition instanceof Or or) {
            return Syntax.or(nodes(or.conditions()));
        }
        if (condition instanceof Not not) {
            return Syntax.call(SqlStdOperatorTable.NOT, node(not.condition()));
        }
        if (condition instanceof Compare compare) {
            SqlNode parameter = Syntax.parameter(compare.parameter());
            return Syntax.call(operator(compare.comparison()), value(compare.value()), parameter);
        }
        if (condition instanceof In in) {
            return in(in);
        }
        if (condition instanceof IsNull isNull) {
            return Syntax.call(SqlStdOperatorTable.IS_NULL, value(isNull.value()));
        }
        if (condition instanceof Matches matches) {
            return matches(matches);
        }
        if (condition instanceof Related related) {
            return related(related);
        }
        throw new IllegalArgumentException("a condition of an unknown kind");
    }

    private List<SqlNode> nodes(List<Condition> conditions) {
        return conditions.stream().map(this::node).toList();
    }

    private SqlNode value(Value value) {
        return names.of(Term.of(value));
    }

    private static SqlOperator operator(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> SqlStdOperatorTable.EQUALS;
            case NOT_EQUAL -> SqlStdOperatorTable.NOT_EQUALS;
            case LESS -> SqlStdOperatorTable.LESS_THAN;
            case LESS_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
        };
    }

    private SqlNode in(In in) {
        if (in.parameters().isEmpty()) {
            return Syntax.truth(false);
        }
        List<SqlNode> values = in.parameters().stream().map(Syntax::parameter).toList();
        return Syntax.call(SqlStdOperatorTable.IN, value(in.value()), Syntax.list(values));
    }

    private SqlNode matches(Matches matches) {
        SqlNode text = value(matches.value());
        SqlNode parameter = Syntax.parameter(matches.parameter());
        return switch (matches.match()) {
            case LIKE -> Syntax.call(SqlStdOperatorTable.LIKE, text, parameter);
            case ILIKE -> Syntax.call(SqlLibraryOperators.ILIKE, text, parameter);
            case CONTAINS -> TextPattern.CONTAINING.matches(text, parameter, Syntax.HERE);
            case STARTS_WITH -> TextPattern.STARTING.matches(text, parameter, Syntax.HERE);
        };
    }

    private SqlNode related(Related related) {
        BatchColumns inside = names.inside(related.batch());
        List<SqlNode> conditions = new ArrayList<>();
        for (Pair pair : related.columns()) {
            conditions.add(Syntax.call(
                    SqlStdOperatorTable.EQUALS, inside.column(pair.here()), value(new ColumnValue(pair.above()))));
        }
        if (related.where() != null) {
            conditions.add(of(related.where(), inside));
        }
        SqlNode one = Syntax.as(Syntax.number(1), "one");
        return Syntax.call(SqlStdOperatorTable.EXISTS, Syntax.select(List.of(one), inside.from(), conditions));
    }
}
