package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.time.LegacyTimes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query or of a metadata call: forward only, read only, straight from the batches' buffers. Conversions
 * are in {@link ValueConversion} and {@link LegacyTimes}. For one thread at a time.
 */
final class ColonnadeResultSet extends LabelledResultSet {
    private final RowCursor cursor;
    private final @Nullable ColonnadeStatement statement;
    private @Nullable Map<String, Integer> positions;
    private boolean wasNull;
    private boolean closed;
    private int fetchSize;

    ColonnadeResultSet(BatchSource source, @Nullable ColonnadeStatement statement, long maxRows) {
        this.cursor = new RowCursor(source, maxRows);
        this.statement = statement;
    }

    private void checkOpen() throws SQLException {
        if (closed) {
            throw SqlState.INVALID_CURSOR_STATE.exception("Cannot use the result set: it is closed");
        }
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        return cursor.next();
    }

    /** Returns a column's reader where it has a value, and remembers for {@code wasNull} whether it had. */
    private @Nullable ColumnReader valueAt(int column) throws SQLException {
        checkOpen();
        ColumnReader reader = cursor.column(column);
        wasNull = reader.isNull(cursor.row());
        return wasNull ? null : reader;
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.stringValue(cursor.row());
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader != null && reader.booleanValue(cursor.row());
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt(int column) throws SQLException {
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long whole(int column, long least, long greatest) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : ValueConversion.whole(reader, cursor.row(), least, greatest);
    }

    @Override
    public long getLong(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : reader.longValue(cursor.row());
    }

    @Override
    public float getFloat(int column) throws SQLException {
        return (float) getDouble(column);
    }

    @Override
    public double getDouble(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? 0 : reader.doubleValue(cursor.row());
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.decimalValue(cursor.row());
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : reader.bytesValue(cursor.row());
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : LegacyTimes.date(reader.temporalValue(cursor.row()), calendar);
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : LegacyTimes.time(reader.temporalValue(cursor.row()), calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : LegacyTimes.timestamp(reader.temporalValue(cursor.row()), calendar);
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.defaultObject(reader, cursor.row());
    }

    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map) throws SQLException {
        if (map == null || map.isEmpty()) {
            return getObject(column);
        }
        throw SqlState.unsupported("type maps");
    }

    @Override
    public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        ColumnReader reader = valueAt(column);
        return reader == null ? null : ValueConversion.as(reader, cursor.row(), type);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
        throw SqlState.unsupported("getUnicodeStream; use getCharacterStream");
    }

    @Override
    public @Nullable InputStream getBinaryStream(int column) throws SQLException {
        byte[] bytes = getBytes(column);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public int findColumn(String label) throws SQLException {
        checkOpen();
        Integer exact = positions().get(label);
        Integer found = exact == null ? positions().get(label.toLowerCase(Locale.ROOT)) : exact;
        if (found == null) {
            throw SqlState.UNDEFINED_COLUMN.exception(
                    "Cannot find column " + label + ": the result has " + String.join(", ", labels()));
        }
        return found;
    }

    /** The first column of a name wins, and its exact spelling wins over another case. */
    private Map<String, Integer> positions() {
        if (positions == null) {
            Map<String, Integer> byLabel = new HashMap<>();
            List<String> labels = labels();
            for (int i = 0; i < labels.size(); i++) {
                byLabel.putIfAbsent(labels.get(i), i + 1);
            }
            for (int i = 0; i < labels.size(); i++) {
                byLabel.putIfAbsent(labels.get(i).toLowerCase(Locale.ROOT), i + 1);
            }
            positions = byLabel;
        }
        return positions;
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (ColumnReader column : cursor.columns()) {
            labels.add(column.field().name());
        }
        return labels;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        List<ArrowField> fields = new ArrayList<>();
        for (ColumnReader column : cursor.columns()) {
            fields.add(column.field());
        }
        return new ColonnadeResultSetMetaData(fields);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return cursor.isBeforeFirst();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return cursor.isFinished();
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return cursor.position() == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        throw SqlState.unsupported("isLast on a forward-only result");
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, cursor.position());
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        cursor.close();
        if (statement != null) {
            statement.resultClosed();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public int getType() {
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getHoldability() {
        return CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD) {
            throw SqlState.unsupported("fetch directions other than forward");
        }
    }

    @Override
    public int getFetchDirection() {
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchSize(int rows) {
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() {
        return fetchSize;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void clearWarnings() {}
}
