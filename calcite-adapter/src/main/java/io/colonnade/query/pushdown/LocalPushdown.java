package io.colonnade.query.pushdown;

import com.google.common.collect.ImmutableList;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;
import org.jspecify.annotations.Nullable;

/**
 * Writes the local remainder as DuckDB's SQL. Only what DuckDB is known to answer exactly as PostgreSQL would is let
 * through ({@code docs/local-engine.md} lists what is not); anything else is refused, and never silently different. One
 * instance writes one statement.
 */
public final class LocalPushdown extends RelToSqlConverter {
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
            SqlKind.IN,
            SqlKind.EXISTS,
            SqlKind.SEARCH,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF,
            SqlKind.LIKE);

    private static final Set<String> FUNCTIONS_SAME_AS_POSTGRES =
            Set.of("UPPER", "LOWER", "LENGTH", "CHAR_LENGTH", "LEFT", "RIGHT", "||", "REPLACE", "STARTS_WITH");

    private static final Set<String> AGGREGATES_SAME_AS_POSTGRES = Set.of("COUNT", "MIN", "MAX", "SUM");

    private LocalPushdown() {
        super(DuckDbDialect.INSTANCE);
    }

    /**
     * Writes a tree, all of whose leaves are {@link LocalInput}s.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if the tree holds something that DuckDB may answer otherwise
     */
    public static PushdownSql sql(RelNode tree) {
        new Check().go(tree);
        SqlString text = new LocalPushdown()
                .visitRoot(tree)
                .asStatement()
                .toSqlString(config -> config.withDialect(DuckDbDialect.INSTANCE)
                        .withQuoteAllIdentifiers(true)
                        .withAlwaysUseParentheses(true)
                        .withIndentation(0));
        List<Integer> parameters = text.getDynamicParameters() == null ? List.of() : text.getDynamicParameters();
        return new PushdownSql(text.getSql(), parameters);
    }

    /** Called by Calcite's dispatcher for the leaves. */
    public Result visit(LocalInput input) {
        SqlIdentifier name = new SqlIdentifier(input.name(), SqlParserPos.ZERO);
        return result(name, ImmutableList.of(Clause.FROM), input, null);
    }

    private static final class Check extends RelVisitor {
        private final RexShuttle expressions = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getKind() == SqlKind.CAST) {
                    checkCast(call);
                } else if (!SAME_AS_POSTGRES.contains(call.getKind())
                        && !FUNCTIONS_SAME_AS_POSTGRES.contains(
                                call.getOperator().getName().toUpperCase(Locale.ROOT))) {
                    throw refused(call.getOperator().getName());
                }
                return super.visitCall(call);
            }

            @Override
            public RexNode visitOver(RexOver over) {
                throw refused(over.getOperator().getName() + " OVER");
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                new Check().go(subQuery.rel);
                return super.visitSubQuery(subQuery);
            }
        };

        @Override
        public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
            node.accept(expressions);
            if (node instanceof Aggregate aggregate) {
                for (AggregateCall call : aggregate.getAggCallList()) {
                    checkAggregate(call);
                }
            }
            super.visit(node, ordinal, parent);
        }
    }

    /** Between types of one family a cast only widens; others round or fail in ways of their own. */
    private static void checkCast(RexCall cast) {
        RelDataType from = cast.getOperands().get(0).getType();
        RelDataType to = cast.getType();
        if (from.getSqlTypeName() != to.getSqlTypeName() && from.getFamily() != to.getFamily()) {
            throw refused("CAST to " + to.getSqlTypeName().getName().toLowerCase(Locale.ROOT));
        }
    }

    private static void checkAggregate(AggregateCall call) {
        if (!AGGREGATES_SAME_AS_POSTGRES.contains(
                call.getAggregation().getName().toUpperCase(Locale.ROOT))) {
            throw refused(call.getAggregation().getName());
        }
    }

    private static ColonnadeException refused(String what) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot evaluate " + what + " here: part of the query runs outside of its source, because it looks at a"
                        + " column masked by 'hash' or joins several sources; leave that column out of conditions,"
                        + " orders and expressions");
    }
}
