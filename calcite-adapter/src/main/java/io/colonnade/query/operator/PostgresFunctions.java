package io.colonnade.query.operator;

import io.colonnade.type.ColumnType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** PostgreSQL's scalar functions that a user may call, typed as its manual's chapter 9 says. */
final class PostgresFunctions {
    private static final SqlReturnTypeInference TEXT = ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference INTEGER = ReturnTypes.INTEGER_NULLABLE;
    private static final SqlReturnTypeInference DOUBLE = ReturnTypes.DOUBLE_NULLABLE;
    private static final SqlReturnTypeInference BOOLEAN = ReturnTypes.BOOLEAN_NULLABLE;
    private static final SqlReturnTypeInference LEAST_RESTRICTIVE =
            ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.LEAST_NULLABLE);

    private PostgresFunctions() {}

    static List<SqlOperator> all() {
        return List.of(
                // Text
                text("LEFT", family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)),
                text("RIGHT", family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)),
                text("REPEAT", family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)),
                text("REVERSE", family(SqlTypeFamily.CHARACTER)),
                text("REPLACE", characters(3)),
                text("TRANSLATE", characters(3)),
                text("SPLIT_PART", family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)),
                text(
                        "SUBSTR",
                        family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)
                                .or(family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER))),
                text(
                        "LPAD",
                        family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)
                                .or(family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER))),
                text(
                        "RPAD",
                        family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)
                                .or(family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER))),
                text("LTRIM", characters(1).or(characters(2))),
                text("RTRIM", characters(1).or(characters(2))),
                text("BTRIM", characters(1).or(characters(2))),
                text("MD5", characters(1)),
                text("CHR", family(SqlTypeFamily.INTEGER)),
                text("REGEXP_REPLACE", characters(3).or(characters(4))),
                text("TO_CHAR", datetimeAndFormat().or(family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER))),
                function("LENGTH", INTEGER, characters(1)),
                // Calcite's own takes bytes only, so that it reads a text as PostgreSQL's notation of them.
                function("OCTET_LENGTH", INTEGER, characters(1).or(family(SqlTypeFamily.BINARY))),
                function("STRPOS", INTEGER, characters(2)),
                function("ASCII", INTEGER, characters(1)),
                function("STARTS_WITH", BOOLEAN, characters(2)),
                // PostgreSQL's CONCAT skips NULLs, so that it never returns one.
                function("CONCAT", ReturnTypes.VARCHAR, OperandTypes.ONE_OR_MORE),
                // Numbers
                function("TRUNC", PostgresFunctions::rounded, numberAndDigits()),
                function("ROUND", PostgresFunctions::rounded, numberAndDigits()),
                function("CEIL", PostgresFunctions::whole, OperandTypes.NUMERIC),
                function("CEILING", PostgresFunctions::whole, OperandTypes.NUMERIC),
                function("FLOOR", PostgresFunctions::whole, OperandTypes.NUMERIC),
                function("POWER", PostgresFunctions::transcendental, OperandTypes.NUMERIC_NUMERIC),
                // Of another kind than Calcite's, which would be taken for equal and become POWER(x, 0.5).
                function("SQRT", PostgresFunctions::transcendental, OperandTypes.NUMERIC)
                        .withKind(SqlKind.OTHER),
                function("EXP", PostgresFunctions::transcendental, OperandTypes.NUMERIC),
                function("LN", PostgresFunctions::transcendental, OperandTypes.NUMERIC),
                function("LOG", PostgresFunctions::transcendental, OperandTypes.NUMERIC),
                function("GREATEST", LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC),
                function("LEAST", LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC),
                // Dates and times
                function("DATE_TRUNC", PostgresFunctions::truncated, unitAndDatetime()),
                function("DATE_PART", DOUBLE, unitAndDatetime()),
                function(
                        "MAKE_DATE",
                        ReturnTypes.DATE_NULLABLE,
                        family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER)),
                function("TO_DATE", ReturnTypes.DATE_NULLABLE, characters(2)),
                function("NOW", binding -> instant(binding, false), OperandTypes.NILADIC)
                        .withDynamic(true),
                function(
                        "TIMEZONE",
                        PostgresFunctions::otherZone,
                        family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)),
                function("TO_TIMESTAMP", binding -> instant(binding, true), OperandTypes.NUMERIC));
    }

    private static SqlBasicFunction text(String name, SqlOperandTypeChecker operands) {
        return function(name, TEXT, operands);
    }

    private static SqlBasicFunction function(
            String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
        return SqlBasicFunction.create(name, result, operands)
                .withKind(SqlKind.OTHER_FUNCTION)
                .withFunctionType(SqlFunctionCategory.SYSTEM);
    }

    private static org.apache.calcite.sql.type.FamilyOperandTypeChecker family(SqlTypeFamily... families) {
        return OperandTypes.family(families);
    }

    private static org.apache.calcite.sql.type.FamilyOperandTypeChecker characters(int count) {
        SqlTypeFamily[] families = new SqlTypeFamily[count];
        java.util.Arrays.fill(families, SqlTypeFamily.CHARACTER);
        return OperandTypes.family(families);
    }

    private static SqlOperandTypeChecker datetimeAndFormat() {
        return family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER);
    }

    private static SqlOperandTypeChecker unitAndDatetime() {
        return family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME);
    }

    private static SqlOperandTypeChecker numberAndDigits() {
        return OperandTypes.NUMERIC.or(family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER));
    }

    /** The scale that a literal number of digits keeps; any other number of digits may keep all. */
    private static RelDataType rounded(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        return switch (type.getSqlTypeName()) {
            case DECIMAL -> {
                int kept = type.getScale();
                if (binding.getOperandCount() == 1) {
                    kept = 0;
                } else if (binding.isOperandLiteral(1, false)) {
                    Integer digits = binding.getOperandLiteralValue(1, Integer.class);
                    kept = digits == null ? kept : Math.max(0, Math.min(kept, digits));
                }
                int integers = type.getPrecision() - type.getScale() + 1;
                int precision = Math.min(Math.max(type.getPrecision(), 38), integers + kept);
                yield decimal(binding, Math.max(1, precision), kept);
            }
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                binding.getOperandCount() == 1 ? doubled(binding) : decimal(binding, 20, 0);
            default -> doubled(binding);
        };
    }

    private static RelDataType whole(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return doubled(binding);
        }
        return decimal(binding, Math.max(1, type.getPrecision() - type.getScale() + 1), 0);
    }

    private static RelDataType transcendental(SqlOperatorBinding binding) {
        for (int i = 0; i < binding.getOperandCount(); i++) {
            if (binding.getOperandType(i).getSqlTypeName() == SqlTypeName.DECIMAL) {
                return decimal(binding, ColumnType.MAXIMUM_COMPUTED_PRECISION, ColumnType.UNCONSTRAINED_SCALE);
            }
        }
        return doubled(binding);
    }

    private static RelDataType truncated(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(1);
        boolean plain = type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        return nullable(
                binding,
                binding.getTypeFactory()
                        .createSqlType(plain ? SqlTypeName.TIMESTAMP : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6));
    }

    /** A time on a clock becomes an instant, an instant a time on the clock of the zone. */
    private static RelDataType otherZone(SqlOperatorBinding binding) {
        boolean clock = binding.getOperandType(1).getSqlTypeName() == SqlTypeName.TIMESTAMP;
        SqlTypeName type = clock ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
        return nullable(binding, binding.getTypeFactory().createSqlType(type, 6));
    }

    private static RelDataType instant(SqlOperatorBinding binding, boolean ofOperand) {
        RelDataType type = binding.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
        return ofOperand ? nullable(binding, type) : type;
    }

    private static RelDataType doubled(SqlOperatorBinding binding) {
        return nullable(binding, binding.getTypeFactory().createSqlType(SqlTypeName.DOUBLE));
    }

    private static RelDataType decimal(SqlOperatorBinding binding, int precision, int scale) {
        return nullable(binding, binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, precision, scale));
    }

    private static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
        boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        return binding.getTypeFactory().createTypeWithNullability(type, nullable);
    }
}
