package io.colonnade.type;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The type of a column: a row of the type table and, for decimals, precision and scale. Immutable.
 *
 * @param name the row of the type table
 * @param precision decimal digits in all, 1 to 76; 0 for other types
 * @param scale digits after the point, 0 to precision; 0 for other types
 */
public record ColumnType(TypeName name, int precision, int scale) {
    /** The precision of Decimal128, and of every decimal that a query computes. */
    public static final int MAXIMUM_COMPUTED_PRECISION = 38;

    /** The scale that carries PostgreSQL's unconstrained numeric, such as averages and quotients. */
    public static final int UNCONSTRAINED_SCALE = 16;

    /** PostgreSQL's numeric without precision and scale. */
    public static final ColumnType UNCONSTRAINED_NUMERIC = decimal(MAXIMUM_COMPUTED_PRECISION, UNCONSTRAINED_SCALE);

    private static final int MAXIMUM_PRECISION = 76;
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,3}),(\\d{1,3})\\)");

    public ColumnType {
        if (name == TypeName.DECIMAL
                ? precision < 1 || precision > MAXIMUM_PRECISION || scale < 0 || scale > precision
                : precision != 0 || scale != 0) {
            throw new IllegalArgumentException(name + "(" + precision + "," + scale + ")");
        }
    }

    /** Returns a type without parameters. */
    public static ColumnType of(TypeName name) {
        return new ColumnType(name, 0, 0);
    }

    /** Returns a decimal type. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(TypeName.DECIMAL, precision, scale);
    }

    /** Reads a type as a contract spells it, such as {@code decimal(12,2)}; empty if there is no such type. */
    public static Optional<ColumnType> parse(String text) {
        String compact = text.replace(" ", "");
        Matcher decimal = DECIMAL.matcher(compact);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            boolean valid = precision >= 1 && precision <= MAXIMUM_PRECISION && scale <= precision;
            return valid ? Optional.of(decimal(precision, scale)) : Optional.empty();
        }
        for (TypeName name : TypeName.values()) {
            if (name != TypeName.DECIMAL && name.contractName().replace(" ", "").equals(compact)) {
                return Optional.of(of(name));
            }
        }
        return Optional.empty();
    }

    /** Returns the spellings that a contract may use, for suggestions. */
    public static List<String> contractNames() {
        List<String> names = new ArrayList<>();
        for (TypeName name : TypeName.values()) {
            if (name != TypeName.TIMESTAMP) {
                names.add(name == TypeName.DECIMAL ? "decimal(p,s)" : name.contractName());
            }
        }
        return names;
    }

    /**
     * Returns the type that carries values of a SQL type.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if no Arrow column of Colonnade carries such values
     */
    public static ColumnType ofSql(RelDataType type) {
        SqlTypeName sql = type.getSqlTypeName();
        return switch (sql) {
            case CHAR, VARCHAR -> of(TypeName.STRING);
            case TINYINT, SMALLINT, INTEGER -> of(TypeName.INT32);
            case BIGINT -> of(TypeName.INT64);
            case REAL -> of(TypeName.FLOAT32);
            case FLOAT, DOUBLE -> of(TypeName.FLOAT64);
            case BOOLEAN -> of(TypeName.BOOL);
            case DECIMAL -> decimal(type.getPrecision(), Math.max(0, type.getScale()));
            case DATE -> of(TypeName.DATE);
            case TIME -> of(TypeName.TIME);
            case TIMESTAMP -> of(TypeName.TIMESTAMP);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> of(TypeName.TIMESTAMP_UTC);
            case VARIANT -> of(TypeName.JSON);
            case BINARY, VARBINARY -> of(TypeName.BINARY);
            case UUID -> of(TypeName.UUID);
            // A bare NULL: PostgreSQL resolves it to text.
            case NULL -> of(TypeName.STRING);
            default ->
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "Cannot return a column of type "
                                + sql.getName().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + ": cast it to text or to one of its parts");
        };
    }

    /** Returns the SQL type of values of this type. */
    public RelDataType sql(RelDataTypeFactory factory, boolean nullable) {
        RelDataType type = switch (name) {
            case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
            case TIME, TIMESTAMP, TIMESTAMP_UTC -> factory.createSqlType(name.sql(), 6);
            default -> factory.createSqlType(name.sql());
        };
        return factory.createTypeWithNullability(type, nullable);
    }

    /** Returns the Arrow type of values of this type. */
    public ArrowType arrow() {
        return name == TypeName.DECIMAL
                ? new ArrowType.Decimal(precision, scale, precision <= MAXIMUM_COMPUTED_PRECISION ? 128 : 256)
                : name.arrow();
    }

    /** Returns PostgreSQL's spelling, for casts and for clients that ask for a type's name. */
    public String postgres() {
        return name == TypeName.DECIMAL ? "numeric(" + precision + "," + scale + ")" : name.postgres();
    }

    @Override
    public String toString() {
        return name == TypeName.DECIMAL ? "decimal(" + precision + "," + scale + ")" : name.contractName();
    }
}
