package io.colonnade.query.parse.syntax;

import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN POLICY FOR query}, told apart from {@code EXPLAIN PLAN FOR} by its class. Immutable by use. */
public final class ExplainPolicy extends SqlExplain {
    private ExplainPolicy(SqlNode query, SqlParserPos place) {
        super(
                place,
                query,
                SqlExplainLevel.EXPPLAN_ATTRIBUTES.symbol(SqlParserPos.ZERO),
                Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
                SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
                0);
    }

    /** Explains which policy applies to a query. */
    public static SqlExplain of(SqlNode query, SqlParserPos place) {
        return new ExplainPolicy(query, place);
    }

    /** Explains how a query is planned. */
    public static SqlExplain plan(SqlNode query, SqlParserPos place) {
        return new SqlExplain(
                place,
                query,
                SqlExplainLevel.EXPPLAN_ATTRIBUTES.symbol(SqlParserPos.ZERO),
                Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
                SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
                0);
    }
}
