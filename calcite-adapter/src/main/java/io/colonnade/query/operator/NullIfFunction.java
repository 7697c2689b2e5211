package io.colonnade.query.operator;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlNullifFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** {@code nullif(a, b)}: has the type that PostgreSQL compares a and b in, where both are numbers. */
final class NullIfFunction extends SqlNullifFunction {
    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType first = binding.getOperandType(0);
        RelDataType wider = SqlTypeUtil.isNumeric(first) && SqlTypeUtil.isNumeric(binding.getOperandType(1))
                ? factory.leastRestrictive(binding.collectOperandTypes())
                : first;
        return factory.createTypeWithNullability(wider == null ? first : wider, true);
    }
}
