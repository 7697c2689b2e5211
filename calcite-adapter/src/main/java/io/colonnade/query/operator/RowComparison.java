package io.colonnade.query.operator;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * {@code (a, b) > (c, d)}, which PostgreSQL takes as one range of an index. The operands of the left row come first, then those
 * of the right one. Calcite makes values of rows, and compares those. No user can name it; immutable.
 */
public final class RowComparison extends SqlSpecialOperator {
    /** Greater in the first column in which the rows differ. */
    public static final RowComparison GREATER = new RowComparison(">");

    /** Less in the first column in which the rows differ. */
    public static final RowComparison LESS = new RowComparison("<");

    private static final int PRECEDENCE = 30;

    private final String sign;

    private RowComparison(String sign) {
        super(
                "ROW " + sign + " ROW",
                SqlKind.OTHER,
                PRECEDENCE,
                true,
                ReturnTypes.BOOLEAN_NULLABLE,
                RowComparison::inferOperands,
                OperandTypes.VARIADIC);
        this.sign = sign;
    }

    /** A parameter is of the type of the column that it is compared with. */
    private static void inferOperands(SqlCallBinding binding, RelDataType ignored, RelDataType[] operands) {
        int width = operands.length / 2;
        for (int i = 0; i < operands.length; i++) {
            SqlNode column = binding.operand(i % width);
            operands[i] = binding.getValidator().deriveType(binding.getScope(), column);
        }
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        int width = call.operandCount() / 2;
        row(writer, call, 0, width);
        writer.print(sign);
        writer.setNeedWhitespace(true);
        row(writer, call, width, 2 * width);
    }

    private static void row(SqlWriter writer, SqlCall call, int from, int to) {
        SqlWriter.Frame row = writer.startFunCall("ROW");
        for (int i = from; i < to; i++) {
            writer.sep(",");
            call.operand(i).unparse(writer, 0, 0);
        }
        writer.endFunCall(row);
    }
}
