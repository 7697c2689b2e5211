package io.colonnade.query.parse.syntax;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW EXPORTS}, as the grammar reads it. */
public final class ShowExportsStatement extends SqlCall {
    private static final SqlOperator SHOW = new SqlSpecialOperator("SHOW EXPORTS", SqlKind.OTHER_DDL);

    /** Marks a statement as read by the grammar. */
    public ShowExportsStatement(SqlParserPos place) {
        super(place);
    }

    @Override
    public SqlOperator getOperator() {
        return SHOW;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of();
    }
}
