package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.time.LegacyTimes;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Calendar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which JDBC can set a parameter, brought down to one: a value of java.lang, java.math or java.time. Which
 * Arrow type it becomes is decided at execution, when the server has declared the parameter's type.
 */
abstract class ParameterSetters extends ColonnadeStatement implements PreparedStatement {
    final ParameterValues parameters = new ParameterValues();

    ParameterSetters(ColonnadeConnection connection, Duration timeout) {
        super(connection, timeout);
    }

    private void set(int index, @Nullable Object value) throws SQLException {
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
        set(index, value == null ? null : LegacyTimes.localDate(value, calendar));
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
        set(index, value == null ? null : LegacyTimes.zoned(value, calendar));
    }

    @Override
    public final void setObject(int index, @Nullable Object value) throws SQLException {
        if (value instanceof Timestamp) {
            setTimestamp(index, (Timestamp) value);
        } else if (value instanceof Date) {
            setDate(index, (Date) value);
        } else if (value instanceof Time) {
            setTime(index, (Time) value);
        } else if (value instanceof java.util.Date) {
            setTimestamp(index, new Timestamp(((java.util.Date) value).getTime()));
        } else if (value instanceof byte[]) {
            setBytes(index, (byte[]) value);
        } else if (value instanceof Character || value instanceof java.util.UUID) {
            setString(index, value.toString());
        } else if (isPlain(value)) {
            set(index, value);
        } else {
            throw SqlState.INVALID_PARAMETER.exception("Cannot bind parameter " + index + ": values of "
                    + Objects.requireNonNull(value).getClass().getName() + " have no SQL type");
        }
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof java.time.temporal.Temporal;
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int sqlType, int scale) throws SQLException {
        setObject(
                index,
                value instanceof BigDecimal ? ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP) : value);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, SQLType sqlType, int scale) throws SQLException {
        setObject(index, value, 0, scale);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        setAsciiStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : new String(read(value, length), StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        throw SqlState.unsupported("setUnicodeStream; use setCharacterStream");
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        setBinaryStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setBinaryStream(index, value, (long) length);
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : read(value, length));
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : read(value, length));
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    private static byte[] read(InputStream stream, long length) throws SQLException {
        try {
            return stream.readNBytes((int) Math.min(Integer.MAX_VALUE, length));
        } catch (IOException e) {
            throw SqlState.INVALID_PARAMETER.exception("Cannot bind a stream: it cannot be read", e);
        }
    }

    private static String read(Reader reader, long length) throws SQLException {
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return length < text.getBuffer().length() ? text.toString().substring(0, (int) length) : text.toString();
        } catch (IOException e) {
            throw SqlState.INVALID_PARAMETER.exception("Cannot bind a stream: it cannot be read", e);
        }
    }

    @Override
    public final void setRef(int index, Ref value) throws SQLException {
        throw SqlState.unsupported("references");
    }

    @Override
    public final void setBlob(int index, Blob value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setBlob(int index, InputStream value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setBlob(int index, InputStream value, long length) throws SQLException {
        throw locators();
    }

    @Override
    public final void setClob(int index, Clob value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setClob(int index, Reader value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setClob(int index, Reader value, long length) throws SQLException {
        throw locators();
    }

    @Override
    public final void setNClob(int index, NClob value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setNClob(int index, Reader value) throws SQLException {
        throw locators();
    }

    @Override
    public final void setNClob(int index, Reader value, long length) throws SQLException {
        throw locators();
    }

    private static SQLException locators() {
        return SqlState.unsupported("large-object locators; use setBytes, setString or a stream");
    }

    @Override
    public final void setArray(int index, Array value) throws SQLException {
        throw SqlState.unsupported("array parameters");
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
