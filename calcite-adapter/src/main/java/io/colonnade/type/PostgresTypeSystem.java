package io.colonnade.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types that expressions have, as PostgreSQL derives them (its manual, chapters 8.1 and 9.21). PostgreSQL's numeric
 * has no bound, Arrow's decimals have one: what PostgreSQL computes without a scale is carried by
 * {@link ColumnType#UNCONSTRAINED_NUMERIC}. Stateless and thread-safe.
 */
public final class PostgresTypeSystem extends RelDataTypeSystemImpl {
    /** The one instance. */
    public static final PostgresTypeSystem INSTANCE = new PostgresTypeSystem();

    private static final int MAXIMUM_DECIMAL = 76;
    private static final int MAXIMUM_LENGTH = 10_485_760;

    private PostgresTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> MAXIMUM_DECIMAL;
            case CHAR, VARCHAR, BINARY, VARBINARY -> MAXIMUM_LENGTH;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME_WITH_LOCAL_TIME_ZONE -> 6;
            default -> super.getMaxPrecision(type);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? MAXIMUM_DECIMAL : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> ColumnType.MAXIMUM_COMPUTED_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME_WITH_LOCAL_TIME_ZONE -> 6;
            default -> SqlTypeName.INTERVAL_TYPES.contains(type) ? 9 : super.getDefaultPrecision(type);
        };
    }

    @Override
    public int getDefaultScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? ColumnType.UNCONSTRAINED_SCALE : super.getDefaultScale(type);
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        RelDataType sum = switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case BIGINT -> decimal(factory, ColumnType.MAXIMUM_COMPUTED_PRECISION, 0);
            case DECIMAL ->
                decimal(
                        factory,
                        Math.max(argument.getPrecision(), ColumnType.MAXIMUM_COMPUTED_PRECISION),
                        argument.getScale());
            default -> argument;
        };
        return factory.createTypeWithNullability(sum, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        RelDataType average = switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> quotient(factory, argument, argument);
            case REAL, FLOAT, DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            default -> argument;
        };
        return factory.createTypeWithNullability(average, argument.isNullable());
    }

    @Override
    public RelDataType deriveCovarType(RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        return factory.createTypeWithNullability(
                factory.createSqlType(SqlTypeName.DOUBLE), first.isNullable() || second.isNullable());
    }

    @Override
    public @Nullable RelDataType deriveDecimalPlusType(
            RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        if (!decimals(first, second)) {
            return null;
        }
        int scale = Math.max(first.getScale(), second.getScale());
        int integers = Math.max(integerDigits(first), integerDigits(second)) + 1;
        return bounded(factory, integers, scale);
    }

    @Override
    public @Nullable RelDataType deriveDecimalMultiplyType(
            RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        if (!decimals(first, second)) {
            return null;
        }
        return bounded(factory, integerDigits(first) + integerDigits(second), first.getScale() + second.getScale());
    }

    @Override
    public @Nullable RelDataType deriveDecimalDivideType(
            RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        return decimals(first, second) ? quotient(factory, first, second) : null;
    }

    @Override
    public @Nullable RelDataType deriveDecimalModType(
            RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        if (!decimals(first, second)) {
            return null;
        }
        int scale = Math.max(first.getScale(), second.getScale());
        return bounded(factory, Math.max(integerDigits(first), integerDigits(second)), scale);
    }

    private static RelDataType quotient(RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        int scale = Math.max(ColumnType.UNCONSTRAINED_SCALE, Math.max(scale(first), scale(second)));
        return decimal(factory, ColumnType.MAXIMUM_COMPUTED_PRECISION, Math.min(scale, 30));
    }

    private static boolean decimals(RelDataType first, RelDataType second) {
        return SqlTypeUtil.isExactNumeric(first)
                && SqlTypeUtil.isExactNumeric(second)
                && (SqlTypeUtil.isDecimal(first) || SqlTypeUtil.isDecimal(second));
    }

    private static int scale(RelDataType type) {
        return SqlTypeUtil.isDecimal(type) ? type.getScale() : 0;
    }

    private static int integerDigits(RelDataType type) {
        return type.getPrecision() - scale(type);
    }

    /** Where 38 digits do not hold both sides of the point, digits after it go first, down to those of a quotient. */
    private static RelDataType bounded(RelDataTypeFactory factory, int integers, int scale) {
        int limit = ColumnType.MAXIMUM_COMPUTED_PRECISION;
        if (integers + scale <= limit) {
            return decimal(factory, Math.max(1, integers + scale), scale);
        }
        int kept = Math.min(scale, Math.max(ColumnType.UNCONSTRAINED_SCALE, limit - integers));
        return decimal(factory, limit, kept);
    }

    private static RelDataType decimal(RelDataTypeFactory factory, int precision, int scale) {
        return factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
    }
}
