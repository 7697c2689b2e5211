package io.colonnade.query.resolve;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of a comparison become. Calcite would compare a UUID with a text as texts, where
 * {@code 'AA…'} and {@code 'aa…'} differ and no index serves; PostgreSQL takes the text for a UUID.
 */
final class PostgresCoercion extends TypeCoercionImpl {
    PostgresCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(
            @Nullable RelDataType first, @Nullable RelDataType second) {
        if (first != null && second != null && (isUuidAndText(first, second) || isUuidAndText(second, first))) {
            RelDataType uuid = factory.createSqlType(SqlTypeName.UUID);
            return factory.createTypeWithNullability(uuid, first.isNullable() || second.isNullable());
        }
        return super.commonTypeForBinaryComparison(first, second);
    }

    private static boolean isUuidAndText(RelDataType uuid, RelDataType text) {
        return uuid.getSqlTypeName() == SqlTypeName.UUID && SqlTypeUtil.isCharacter(text);
    }
}
