package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.time.BoundTime;
import java.math.RoundingMode;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/**
 * Turns a parameter's value into the type of java.sql.Types that a program asks for. The server's declaration has the
 * last word on how it travels; a value that the asked type cannot hold is refused before that. Stateless.
 */
public final class ParameterTargets {
    private ParameterTargets() {}

    /** Returns the code of a type, which must be one of JDBC's own. */
    public static int code(SQLType type) throws SQLException {
        if (type instanceof JDBCType) {
            return type.getVendorTypeNumber();
        }
        throw SqlState.unsupported("the type " + type.getName() + " of a parameter");
    }

    /** Rounds a number to a scale, if the type has one. */
    public static Object scaled(int index, Object value, int sqlType, int scale) throws SQLException {
        boolean isDecimal = sqlType == Types.DECIMAL || sqlType == Types.NUMERIC;
        if (!isDecimal || !(value instanceof Number || value instanceof String)) {
            return value;
        }
        try {
            return ParameterNumbers.decimal(value).setScale(scale, RoundingMode.HALF_UP);
        } catch (ArithmeticException | NumberFormatException e) {
            throw unfit(index, value, sqlType);
        }
    }

    /** Returns the value as that type's class; one that is not null, of java.lang, java.math or java.time, or bytes. */
    public static Object convert(int index, Object value, int sqlType) throws SQLException {
        try {
            return converted(value, sqlType);
        } catch (ArithmeticException | NumberFormatException | DateTimeException | ClassCastException e) {
            throw unfit(index, value, sqlType);
        }
    }

    private static Object converted(Object value, int sqlType) throws SQLException {
        switch (sqlType) {
            case Types.BIT:
            case Types.BOOLEAN:
                return ParameterNumbers.bool(value);
            case Types.TINYINT:
            case Types.SMALLINT:
            case Types.INTEGER:
                return ParameterNumbers.whole(value).intValueExact();
            case Types.BIGINT:
                return ParameterNumbers.whole(value).longValueExact();
            case Types.REAL:
                return (float) ParameterNumbers.floating(value);
            case Types.FLOAT:
            case Types.DOUBLE:
                return ParameterNumbers.floating(value);
            case Types.DECIMAL:
            case Types.NUMERIC:
                return ParameterNumbers.decimal(value);
            case Types.DATE:
            case Types.TIME:
            case Types.TIMESTAMP:
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return value instanceof BoundTime ? bound((BoundTime) value, sqlType) : time(value, sqlType);
            case Types.NULL:
            case Types.OTHER:
            case Types.JAVA_OBJECT:
                return value;
            default:
                return content(value, sqlType);
        }
    }

    private static Object content(Object value, int sqlType) throws SQLException {
        switch (sqlType) {
            case Types.CHAR:
            case Types.VARCHAR:
            case Types.LONGVARCHAR:
            case Types.NCHAR:
            case Types.NVARCHAR:
            case Types.LONGNVARCHAR:
            case Types.CLOB:
            case Types.NCLOB:
                return ParameterTimes.text(value);
            case Types.BINARY:
            case Types.VARBINARY:
            case Types.LONGVARBINARY:
            case Types.BLOB:
                return (byte[]) value;
            default:
                throw SqlState.unsupported("parameters of type " + name(sqlType));
        }
    }

    private static Object bound(BoundTime value, int sqlType) {
        switch (sqlType) {
            case Types.DATE:
                return value.isDate() ? value : value.wall().toLocalDate();
            case Types.TIME:
                return value.wall().toLocalTime();
            default:
                return value;
        }
    }

    private static Temporal time(Object value, int sqlType) {
        switch (sqlType) {
            case Types.DATE:
                return ParameterTimes.date(value);
            case Types.TIME:
                return ParameterTimes.time(value);
            case Types.TIMESTAMP:
                return ParameterTimes.hasZone(value) ? (Temporal) value : ParameterTimes.wallClock(value);
            default:
                return ParameterTimes.instant(value).atOffset(ZoneOffset.UTC);
        }
    }

    private static String name(int sqlType) {
        try {
            return JDBCType.valueOf(sqlType).getName();
        } catch (IllegalArgumentException e) {
            return Integer.toString(sqlType);
        }
    }

    private static SQLException unfit(int index, Object value, int sqlType) {
        return SqlState.INVALID_PARAMETER.exception("Cannot bind parameter " + index + ": a value of "
                + value.getClass().getSimpleName() + " is no " + name(sqlType));
    }
}
