package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ParameterTargets;
import io.colonnade.jdbc.time.LegacyTimes;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Date;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which JDBC can set a parameter, brought down to one: a value of java.lang, java.math or java.time. Which
 * Arrow type it becomes is decided at execution, when the server has declared the parameter's type.
 */
abstract class ParameterSetters extends StreamSetters {
    final ParameterValues parameters = new ParameterValues();

    ParameterSetters(ColonnadeConnection connection, Duration timeout) {
        super(connection, timeout);
    }

    @Override
    final void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        parameters.put(index, value);
    }

    @Override
    public final void clearParameters() throws SQLException {
        checkOpen();
        parameters.clear();
    }

    @Override
    public final void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    public final void setNull(int index, int sqlType, String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public final void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setByte(int index, byte value) throws SQLException {
        set(index, (int) value);
    }

    @Override
    public final void setShort(int index, short value) throws SQLException {
        set(index, (int) value);
    }

    @Override
    public final void setInt(int index, int value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setFloat(int index, float value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setBytes(int index, byte @Nullable [] value) throws SQLException {
        set(index, value == null ? null : value.clone());
    }

    @Override
    public final void setDate(int index, @Nullable Date value) throws SQLException {
        setDate(index, value, null);
    }

    @Override
    public final void setDate(int index, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        set(index, value == null ? null : LegacyTimes.bound(value, calendar));
    }

    @Override
    public final void setTime(int index, @Nullable Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public final void setTime(int index, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        set(index, value == null ? null : LegacyTimes.localTime(value, calendar));
    }

    @Override
    public final void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        setTimestamp(index, value, null);
    }

    @Override
    public final void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        set(index, value == null ? null : LegacyTimes.bound(value, calendar));
    }

    @Override
    public final void setObject(int index, @Nullable Object value) throws SQLException {
        set(index, value == null ? null : BoundObjects.plain(index, value));
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
        set(index, value == null ? null : ParameterTargets.convert(index, BoundObjects.plain(index, value), sqlType));
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int sqlType, int scale) throws SQLException {
        setObject(index, value == null ? null : ParameterTargets.scaled(index, value, sqlType, scale), sqlType);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
        setObject(index, value, ParameterTargets.code(sqlType));
    }

    @Override
    public final void setObject(int index, @Nullable Object value, SQLType sqlType, int scale) throws SQLException {
        setObject(index, value, ParameterTargets.code(sqlType), scale);
    }

    @Override
    public final void setRef(int index, Ref value) throws SQLException {
        throw SqlState.unsupported("references");
    }

    @Override
    public final void setArray(int index, Array value) throws SQLException {
        throw BoundObjects.arrays();
    }

    @Override
    public final void setURL(int index, URL value) throws SQLException {
        throw SqlState.unsupported("URL parameters; use setString");
    }

    @Override
    public final void setRowId(int index, RowId value) throws SQLException {
        throw SqlState.unsupported("row ids");
    }

    @Override
    public final void setSQLXML(int index, SQLXML value) throws SQLException {
        throw SqlState.unsupported("XML parameters; use setString");
    }
}
