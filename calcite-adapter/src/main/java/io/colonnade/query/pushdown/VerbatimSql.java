package io.colonnade.query.pushdown;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * SQL that a contract's author wrote in the source's dialect, put into a statement as it is. Calcite's visitors take it
 * for an identifier and leave it alone.
 */
final class VerbatimSql extends SqlIdentifier {
    private final String text;

    VerbatimSql(String text) {
        super(text, SqlParserPos.ZERO);
        this.text = text;
    }

    @Override
    public VerbatimSql clone(SqlParserPos position) {
        return this;
    }

    @Override
    public void unparse(SqlWriter writer, int left, int right) {
        writer.print(text);
        writer.setNeedWhitespace(true);
    }
}
