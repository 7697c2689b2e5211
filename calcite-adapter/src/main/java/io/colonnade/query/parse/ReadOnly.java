package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Lets queries pass and nothing else: a statement that is not known to read is refused. */
final class ReadOnly {
    private ReadOnly() {}

    static void check(SqlNode statement) {
        switch (statement.getKind()) {
            case SET_OPTION, DESCRIBE_SCHEMA, DESCRIBE_TABLE ->
                throw ColonnadeException.of(
                                ErrorKind.UNIMPLEMENTED,
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "Cannot run the statement: SET and DESCRIBE are not supported as statements")
                        .at(place(statement));
            default -> {
                if (!statement.isA(SqlKind.QUERY)) {
                    throw SyntaxErrors.onlyReads(place(statement));
                }
            }
        }
        statement.accept(new Inside());
    }

    private static TextPosition place(SqlNode node) {
        SqlParserPos position = node.getParserPosition();
        return new TextPosition(Math.max(1, position.getLineNum()), Math.max(1, position.getColumnNum()));
    }

    /** Reading a sequence's next value moves it. */
    private static final class Inside extends SqlBasicVisitor<Object> {
        @Override
        @SuppressWarnings("NullAway")
        public Object visit(SqlCall call) {
            if (call.isA(SqlKind.DML) || call.getKind() == SqlKind.NEXT_VALUE) {
                throw SyntaxErrors.onlyReads(place(call));
            }
            return super.visit(call);
        }
    }
}
