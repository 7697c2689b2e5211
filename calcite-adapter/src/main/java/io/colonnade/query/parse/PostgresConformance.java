package io.colonnade.query.parse;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Everything that Calcite can be lenient about, except where PostgreSQL would read the same text in another way. */
public final class PostgresConformance extends SqlDelegatingConformance {
    /** Creates the rules, which have no state. */
    public PostgresConformance() {
        super(SqlConformanceEnum.BABEL);
    }

    /** {@code select timestamptzz '2020-01-01'} is a mistyped literal, not a column with an alias. */
    @Override
    public boolean allowCharLiteralAlias() {
        return false;
    }

    /** {@code a:b} is nothing in PostgreSQL. */
    @Override
    public boolean isColonFieldAccessAllowed() {
        return false;
    }

    /** {@code LIMIT start, count} is MySQL's. */
    @Override
    public boolean isLimitStartCountAllowed() {
        return false;
    }

    /** A SELECT item sees columns only; otherwise a mistyped column is found to be its own alias. */
    @Override
    public SelectAliasLookup isSelectAlias() {
        return SelectAliasLookup.UNSUPPORTED;
    }

    /** HAVING sees columns only, also where an alias has the same name. */
    @Override
    public boolean isHavingAlias() {
        return false;
    }
}
