package io.colonnade.query.operator;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * A pattern of the texts that begin with, or contain, a text that stands for itself. PostgreSQL computes it once, before it plans,
 * and so finds the range of an index that orders by code point, or an index of trigrams; {@code strpos} would look at every row, and
 * so would {@code starts_with} before version 15. It never ends in its escape character, so that it fails for no row. No user can name
 * it; immutable.
 */
public final class TextPattern extends SqlSpecialOperator {
    /** Texts that contain the operand. */
    public static final TextPattern CONTAINING = new TextPattern("CONTAINING", "'%' || ");

    /** Texts that begin with the operand. */
    public static final TextPattern STARTING = new TextPattern("STARTING", "");

    private static final String ESCAPE = "\\";

    private final String before;

    private TextPattern(String name, String before) {
        super(
                name,
                SqlKind.OTHER,
                0,
                true,
                ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE),
                InferTypes.VARCHAR_1024,
                OperandTypes.CHARACTER);
        this.before = before;
    }

    /** Makes the condition that a text matches. */
    public SqlNode matches(SqlNode text, SqlNode part, SqlParserPos place) {
        SqlNode escape = SqlLiteral.createCharString(ESCAPE, place);
        return SqlStdOperatorTable.LIKE.createCall(place, text, createCall(place, part), escape);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        writer.literal(before + "REPLACE(REPLACE(REPLACE(CAST(");
        call.operand(0).unparse(writer, 0, 0);
        writer.literal("AS TEXT), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'");
    }
}
