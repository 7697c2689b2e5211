package io.colonnade.query.parse.syntax;

import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/** {@code SELECT DISTINCT ON (…) …}, until the parser rewrites it where the query's ORDER BY is known. */
public final class DistinctOnSelect extends SqlSelect {
    private final SqlNodeList on;

    /** Marks a select as read by the grammar. */
    public DistinctOnSelect(SqlSelect select, SqlNodeList on) {
        super(
                select.getParserPosition(),
                null,
                select.getSelectList(),
                select.getFrom(),
                select.getWhere(),
                select.getGroup(),
                select.getHaving(),
                select.getWindowList(),
                select.getQualify(),
                null,
                null,
                null,
                select.getHints());
        this.on = on;
    }

    /** Returns the expressions of which each combination keeps one row. */
    public SqlNodeList on() {
        return on;
    }
}
