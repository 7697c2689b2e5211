package io.colonnade.query.operator;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlNtileAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code ntile(n)}: an integer in PostgreSQL, where the other functions of its family are bigint. */
final class NtileFunction extends SqlNtileAggFunction {
    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return binding.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
    }
}
