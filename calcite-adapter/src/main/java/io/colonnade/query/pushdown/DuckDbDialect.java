package io.colonnade.query.pushdown;

import io.colonnade.type.PostgresLiterals;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** DuckDB's SQL for the local remainder: PostgreSQL's, but that its numeric without a precision has three decimals. */
final class DuckDbDialect extends PostgresDialect {
    static final DuckDbDialect INSTANCE = new DuckDbDialect();

    private DuckDbDialect() {}

    /** DuckDB's names have no limit. */
    @Override
    public StringBuilder quoteIdentifier(StringBuilder text, String name) {
        return text.append(PostgresLiterals.identifier(name));
    }

    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return super.getCastSpec(type);
        }
        String name = "decimal(" + type.getPrecision() + "," + type.getScale() + ")";
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec(name, type.getSqlTypeName(), SqlParserPos.ZERO), SqlParserPos.ZERO);
    }
}
