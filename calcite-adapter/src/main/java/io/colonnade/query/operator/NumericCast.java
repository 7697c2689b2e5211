package io.colonnade.query.operator;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A cast to {@code numeric} that somebody wrote. It rounds, so it must reach the source; the casts that the validator
 * inserts only say what type it believes in, and must not. The parser emits the two operators; immutable.
 */
public final class NumericCast extends SqlFunction {
    /** {@code CAST(x AS numeric)}, which keeps every digit; carried as {@code DECIMAL(38, 16)}. */
    public static final NumericCast UNBOUNDED = new NumericCast("NUMERIC_CAST_UNBOUNDED", 1);

    /** {@code CAST(x AS numeric(p, s))}; its second and third operands are the literals p and s. */
    public static final NumericCast BOUNDED = new NumericCast("NUMERIC_CAST", 3);

    private static final int CARRIER_PRECISION = 38;
    private static final int CARRIER_SCALE = 16;

    private final int operands;

    private NumericCast(String name, int operands) {
        super(name, SqlKind.OTHER_FUNCTION, null, NumericCast::inferOperands, null, SqlFunctionCategory.SYSTEM);
        this.operands = operands;
    }

    /** Makes the call that casts {@code value} to {@code numeric(precision, scale)}. */
    public static SqlCall call(SqlNode value, int precision, int scale, SqlParserPos place) {
        return BOUNDED.createCall(place, value, number(precision, place), number(scale, place));
    }

    private static SqlLiteral number(int value, SqlParserPos place) {
        return SqlLiteral.createExactNumeric(Integer.toString(value), place);
    }

    @Override
    public SqlSyntax getSyntax() {
        return SqlSyntax.SPECIAL;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.of(operands);
    }

    /** A parameter under a cast has the type of the cast. */
    private static void inferOperands(SqlCallBinding binding, RelDataType ignored, RelDataType[] operands) {
        RelDataTypeFactory types = binding.getTypeFactory();
        Arrays.fill(operands, types.createSqlType(SqlTypeName.INTEGER));
        operands[0] = types.createTypeWithNullability(type(binding), true);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory types = binding.getTypeFactory();
        return types.createTypeWithNullability(
                type(binding), binding.getOperandType(0).isNullable());
    }

    private static RelDataType type(SqlOperatorBinding binding) {
        return binding.getTypeFactory()
                .createSqlType(
                        SqlTypeName.DECIMAL, bound(binding, 1, CARRIER_PRECISION), bound(binding, 2, CARRIER_SCALE));
    }

    private static int bound(SqlOperatorBinding binding, int operand, int otherwise) {
        if (operand >= binding.getOperandCount()) {
            return otherwise;
        }
        Integer value = binding.getOperandLiteralValue(operand, Integer.class);
        return value == null ? otherwise : value;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        RelDataType type = binding.getOperandType(0);
        boolean castable = SqlTypeUtil.isNumeric(type)
                || SqlTypeUtil.isCharacter(type)
                || List.of(SqlTypeName.VARIANT, SqlTypeName.NULL, SqlTypeName.ANY, SqlTypeName.UNKNOWN)
                        .contains(type.getSqlTypeName());
        if (!castable && throwOnFailure) {
            throw binding.newValidationSignatureError();
        }
        return castable;
    }

    @Override
    public String getAllowedSignatures(String nameToUse) {
        return "CAST(<NUMERIC> AS numeric), CAST(<CHARACTER> AS numeric)";
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        SqlWriter.Frame frame = writer.startFunCall("CAST");
        call.operand(0).unparse(writer, 0, 0);
        writer.sep("AS");
        writer.literal(
                call.operandCount() == 1 ? "numeric" : "numeric(" + call.operand(1) + ", " + call.operand(2) + ")");
        writer.endFunCall(frame);
    }
}
