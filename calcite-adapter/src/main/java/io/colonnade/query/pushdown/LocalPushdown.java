package io.colonnade.query.pushdown;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/**
 * Writes the local remainder as DuckDB's SQL. Only what DuckDB is known to answer exactly as PostgreSQL would is let
 * through ({@code docs/local-engine.md} lists what is not); anything else is refused, and never silently different. One
 * instance writes one statement.
 */
public final class LocalPushdown extends RelToSqlConverter {
    private LocalPushdown() {
        super(DuckDbDialect.INSTANCE);
    }

    /**
     * Writes a tree, all of whose leaves are {@link LocalInput}s.
     *
     * @param textOrder how the sources of the leaves order text
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT if the tree holds something that DuckDB may answer
     *     otherwise
     */
    public static PushdownSql sql(RelNode tree, TextOrder textOrder) {
        new LocalCheck(textOrder).go(tree);
        SqlString text = UndialectedLiterals.rendered(
                        new LocalPushdown().visitRoot(tree).asStatement())
                .toSqlString(config -> config.withDialect(DuckDbDialect.INSTANCE)
                        .withQuoteAllIdentifiers(true)
                        .withAlwaysUseParentheses(true)
                        .withIndentation(0));
        List<Integer> parameters = text.getDynamicParameters() == null ? List.of() : text.getDynamicParameters();
        return new PushdownSql(text.getSql(), parameters, List.of());
    }

    /** How text compares where the rows come from; DuckDB compares code points. */
    public enum TextOrder {
        CODE_POINTS,
        OTHER
    }

    /** Called by Calcite's dispatcher for the leaves. */
    public Result visit(LocalInput input) {
        SqlIdentifier name = new SqlIdentifier(input.name(), SqlParserPos.ZERO);
        return result(name, ImmutableList.of(Clause.FROM), input, null);
    }
}
