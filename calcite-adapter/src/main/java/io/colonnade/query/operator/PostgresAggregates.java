package io.colonnade.query.operator;

import io.colonnade.type.ColumnType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/**
 * PostgreSQL's aggregates that Calcite types otherwise or takes apart: its own AVG over a window becomes a quotient of
 * integers, which PostgreSQL would cut.
 */
final class PostgresAggregates {
    private PostgresAggregates() {}

    static List<SqlOperator> all() {
        return List.of(
                numeric("SUM", SqlKind.SUM, ReturnTypes.AGG_SUM),
                numeric("AVG", SqlKind.AVG, ReturnTypes.AVG_AGG_FUNCTION),
                numeric("STDDEV", SqlKind.STDDEV_SAMP, PostgresAggregates::spread),
                numeric("STDDEV_SAMP", SqlKind.STDDEV_SAMP, PostgresAggregates::spread),
                numeric("STDDEV_POP", SqlKind.STDDEV_POP, PostgresAggregates::spread),
                numeric("VARIANCE", SqlKind.VAR_SAMP, PostgresAggregates::spread),
                numeric("VAR_SAMP", SqlKind.VAR_SAMP, PostgresAggregates::spread),
                numeric("VAR_POP", SqlKind.VAR_POP, PostgresAggregates::spread),
                pair("CORR"),
                pair("COVAR_POP"),
                pair("COVAR_SAMP"),
                truth("BOOL_AND"),
                truth("BOOL_OR"),
                truth("EVERY"),
                SqlBasicAggFunction.create(
                                SqlKind.PERCENTILE_CONT,
                                ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                                OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
                        .withFunctionType(SqlFunctionCategory.SYSTEM)
                        .withGroupOrder(Optionality.MANDATORY)
                        .withPercentile(true)
                        .withAllowsFraming(false),
                SqlBasicAggFunction.create(
                                "STRING_AGG",
                                SqlKind.OTHER_FUNCTION,
                                ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                                OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER))
                        .withGroupOrder(Optionality.OPTIONAL));
    }

    private static SqlOperator numeric(String name, SqlKind kind, SqlReturnTypeInference result) {
        return SqlBasicAggFunction.create(name, kind, result, OperandTypes.NUMERIC);
    }

    private static SqlOperator pair(String name) {
        return SqlBasicAggFunction.create(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                OperandTypes.NUMERIC_NUMERIC);
    }

    private static SqlOperator truth(String name) {
        return SqlBasicAggFunction.create(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.BOOLEAN.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                OperandTypes.BOOLEAN);
    }

    private static RelDataType spread(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        SqlTypeName operand = binding.getOperandType(0).getSqlTypeName();
        boolean approximate = SqlTypeName.APPROX_TYPES.contains(operand);
        RelDataType type = approximate
                ? factory.createSqlType(SqlTypeName.DOUBLE)
                : ColumnType.UNCONSTRAINED_NUMERIC.sql(factory, true);
        return factory.createTypeWithNullability(type, true);
    }
}
