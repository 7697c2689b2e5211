package io.colonnade.query.pushdown;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A condition of its own: a query within it is a sub-query. Calcite's writer knows that of WHERE, and takes a query in HAVING
 * for the continuation of the statement, which needs no parentheses.
 */
final class ConditionFrame extends SqlSpecialOperator {
    private static final ConditionFrame INSTANCE = new ConditionFrame();

    private ConditionFrame() {
        super("CONDITION", SqlKind.OTHER);
    }

    static SqlNode of(SqlNode condition) {
        return INSTANCE.createCall(SqlParserPos.ZERO, condition);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
        SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.SIMPLE);
        call.operand(0).unparse(writer, left, right);
        writer.endList(frame);
    }
}
