package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ColumnReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every getter by position: where the column has a value, its reader or {@link ValueConversion} gives it as what was
 * asked for. For one thread at a time.
 */
abstract class RowValues extends LabelledResultSet {
    final RowCursor cursor;
    private boolean wasNull;

    RowValues(RowCursor cursor) {
        this.cursor = cursor;
    }

    abstract void checkOpen() throws SQLException;

    /** Returns a column's reader where it has a value, and remembers for {@code wasNull} whether it had. */
    private @Nullable ColumnReader valueAt(int column) throws SQLException {
        checkOpen();
        ColumnReader reader = cursor.column(column);
        wasNull = reader.isNull(cursor.row());
        return wasNull ? null : reader;
    }

    @Override
    public final boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public final @Nullable String getString(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.stringValue(cursor.row());
    }

    @Override
    public final boolean getBoolean(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader != null && reader.booleanValue(cursor.row());
    }

    @Override
    public final byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public final short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public final int getInt(int column) throws SQLException {
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long whole(int column, long least, long greatest) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : ValueConversion.whole(reader, cursor.row(), least, greatest);
    }

    @Override
    public final long getLong(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : reader.longValue(cursor.row());
    }

    @Override
    public final float getFloat(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : reader.floatValue(cursor.row());
    }

    @Override
    public final double getDouble(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : reader.doubleValue(cursor.row());
    }

    @Override
    public final @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.decimalValue(cursor.row());
    }

    @Override
    @Deprecated
    public final @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public final byte @Nullable [] getBytes(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.bytesValue(cursor.row());
    }

    @Override
    public final @Nullable Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public final @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.date(reader, cursor.row(), calendar);
    }

    @Override
    public final @Nullable Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public final @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.time(reader, cursor.row(), calendar);
    }

    @Override
    public final @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public final @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.timestamp(reader, cursor.row(), calendar);
    }

    @Override
    public final @Nullable Object getObject(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.defaultObject(reader, cursor.row());
    }

    @Override
    public final @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map) throws SQLException {
        HeldArray.checkPlain(map);
        return getObject(column);
    }

    @Override
    public final <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.as(reader, cursor.row(), type);
    }

    @Override
    public final @Nullable InputStream getAsciiStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public final @Nullable InputStream getUnicodeStream(int column) throws SQLException {
        throw SqlState.unsupported("getUnicodeStream; use getCharacterStream");
    }

    @Override
    public final @Nullable InputStream getBinaryStream(int column) throws SQLException {
        byte[] bytes = getBytes(column);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public final @Nullable Reader getCharacterStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public final @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public final @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public final @Nullable Array getArray(int column) throws SQLException {
        return getObject(column, Array.class);
    }

    @Override
    public final @Nullable Blob getBlob(int column) throws SQLException {
        return getObject(column, Blob.class);
    }

    @Override
    public final @Nullable Clob getClob(int column) throws SQLException {
        return getObject(column, Clob.class);
    }

    @Override
    public final @Nullable NClob getNClob(int column) throws SQLException {
        return getObject(column, NClob.class);
    }
}
