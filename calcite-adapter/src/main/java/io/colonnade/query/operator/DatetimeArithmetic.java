package io.colonnade.query.operator;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlMonotonicBinaryOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * {@code +} and {@code -} as PostgreSQL types them (its manual, table 9.32): a date plus an interval is a timestamp, a
 * date plus an integer a date, the difference of two dates an integer.
 */
final class DatetimeArithmetic {
    static final SqlOperator PLUS = operator("+", SqlKind.PLUS);
    static final SqlOperator MINUS = operator("-", SqlKind.MINUS);

    private DatetimeArithmetic() {}

    private static SqlOperator operator(String name, SqlKind kind) {
        return new SqlMonotonicBinaryOperator(
                name, kind, 40, true, binding -> resultType(binding, kind), InferTypes.FIRST_KNOWN, new Operands(kind));
    }

    private static @Nullable RelDataType resultType(SqlOperatorBinding binding, SqlKind kind) {
        RelDataType left = binding.getOperandType(0);
        RelDataType right = binding.getOperandType(1);
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType temporal = temporalResult(factory, left, right, kind);
        if (temporal != null) {
            return factory.createTypeWithNullability(temporal, left.isNullable() || right.isNullable());
        }
        return ReturnTypes.NULLABLE_SUM.inferReturnType(binding);
    }

    private static @Nullable RelDataType temporalResult(
            RelDataTypeFactory factory, RelDataType left, RelDataType right, SqlKind kind) {
        if (datetime(left) && interval(right)) {
            return afterInterval(factory, left);
        }
        if (kind == SqlKind.PLUS && interval(left) && datetime(right)) {
            return afterInterval(factory, right);
        }
        if (date(left) && integer(right)) {
            return left;
        }
        if (kind == SqlKind.PLUS && integer(left) && date(right)) {
            return right;
        }
        if (kind == SqlKind.MINUS && date(left) && date(right)) {
            return factory.createSqlType(SqlTypeName.INTEGER);
        }
        if (interval(left) && interval(right)) {
            return left;
        }
        return null;
    }

    private static RelDataType afterInterval(RelDataTypeFactory factory, RelDataType datetime) {
        return date(datetime) ? factory.createSqlType(SqlTypeName.TIMESTAMP, 6) : datetime;
    }

    private static boolean datetime(RelDataType type) {
        return SqlTypeUtil.isDatetime(type);
    }

    private static boolean date(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    private static boolean integer(RelDataType type) {
        return SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    }

    private static boolean interval(RelDataType type) {
        return SqlTypeUtil.isInterval(type);
    }

    private record Operands(SqlKind kind) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            RelDataType left = binding.getOperandType(0);
            RelDataType right = binding.getOperandType(1);
            boolean temporal = temporalResult(binding.getTypeFactory(), left, right, kind) != null;
            return temporal || OperandTypes.NUMERIC_NUMERIC.checkOperandTypes(binding, throwOnFailure);
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.of(2);
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String name) {
            return "<NUMERIC> " + name + " <NUMERIC>, <DATETIME> " + name + " <INTERVAL>";
        }
    }
}
