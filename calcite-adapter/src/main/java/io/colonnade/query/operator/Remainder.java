package io.colonnade.query.operator;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** {@code %} and {@code mod()}, which in PostgreSQL have the wider type of their operands and not the second's. */
final class Remainder {
    private static final SqlReturnTypeInference WIDER =
            ReturnTypes.DECIMAL_MOD_NULLABLE.orElse(ReturnTypes.LEAST_RESTRICTIVE);

    static final SqlOperator OPERATOR =
            new SqlBinaryOperator("%", SqlKind.OTHER, 60, true, WIDER, null, OperandTypes.EXACT_NUMERIC_EXACT_NUMERIC);

    static final SqlOperator FUNCTION = SqlBasicFunction.create("MOD", WIDER, OperandTypes.EXACT_NUMERIC_EXACT_NUMERIC)
            .withKind(SqlKind.OTHER_FUNCTION)
            .withFunctionType(SqlFunctionCategory.NUMERIC);

    private Remainder() {}
}
