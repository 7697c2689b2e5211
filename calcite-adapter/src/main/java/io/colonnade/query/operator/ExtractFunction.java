package io.colonnade.query.operator;

import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlExtractFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code EXTRACT(field FROM x)}: a numeric in PostgreSQL since version 14, so that dividing it does not cut. */
final class ExtractFunction extends SqlExtractFunction {
    ExtractFunction() {
        super("EXTRACT", false);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        TimeUnitRange field = binding.getOperandLiteralValue(0, TimeUnitRange.class);
        boolean fraction =
                field == TimeUnitRange.SECOND || field == TimeUnitRange.EPOCH || field == TimeUnitRange.MILLISECOND;
        RelDataType type = factory.createSqlType(SqlTypeName.DECIMAL, 19, fraction ? 6 : 0);
        return factory.createTypeWithNullability(type, binding.getOperandType(1).isNullable());
    }
}
