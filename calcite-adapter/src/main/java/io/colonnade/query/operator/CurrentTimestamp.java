package io.colonnade.query.operator;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlAbstractTimeFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code CURRENT_TIMESTAMP}: an instant in PostgreSQL, where Calcite's is a time on a clock. */
final class CurrentTimestamp extends SqlAbstractTimeFunction {
    private static final int MICROSECONDS = 6;

    CurrentTimestamp() {
        super("CURRENT_TIMESTAMP", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return binding.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, MICROSECONDS);
    }
}
