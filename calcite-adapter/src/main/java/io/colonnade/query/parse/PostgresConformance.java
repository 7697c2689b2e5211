package io.colonnade.query.parse;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Everything that Calcite can be lenient about, except where PostgreSQL would read the same text in another way. */
final class PostgresConformance extends SqlDelegatingConformance {
    PostgresConformance() {
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
}
