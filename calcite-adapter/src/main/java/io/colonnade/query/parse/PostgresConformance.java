package io.colonnade.query.parse;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Everything that Calcite can be lenient about, except where PostgreSQL would read the same text in another way. Used by
 * the parser and by the validator. Stateless.
 */
public final class PostgresConformance extends SqlDelegatingConformance {
    /** Creates the rules. */
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

    /** Calcite would take any value of a column that is not grouped; PostgreSQL refuses it. */
    @Override
    public boolean isNonStrictGroupBy() {
        return false;
    }

    /** In PostgreSQL a name in HAVING is never that of an output column. */
    @Override
    public boolean isHavingAlias() {
        return false;
    }

    /** The names of output columns mean nothing in WHERE and in the select list itself. */
    @Override
    public SelectAliasLookup isSelectAlias() {
        return SelectAliasLookup.UNSUPPORTED;
    }

    /** {@link SortKeys} has put positions in their place. */
    @Override
    public boolean isSortByAlias() {
        return false;
    }
}
