package io.colonnade.query.pushdown;

import io.colonnade.type.PostgresLiterals;
import java.util.Objects;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUuidLiteral;
import org.apache.calcite.sql.util.SqlShuttle;

/** Renders the literals that Calcite prints without asking the dialect. */
final class UndialectedLiterals extends SqlShuttle {
    private UndialectedLiterals() {}

    static SqlNode rendered(SqlNode statement) {
        return Objects.requireNonNull(statement.accept(new UndialectedLiterals()));
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlUuidLiteral uuid) {
            return new VerbatimSql(PostgresLiterals.typed("UUID", uuid.toFormattedString()));
        }
        if (literal instanceof SqlBinaryStringLiteral || literal instanceof SqlUnknownLiteral) {
            throw new IllegalStateException("a literal that the parser lets nobody write");
        }
        return literal;
    }
}
