package io.colonnade.jdbc.result;

import io.colonnade.jdbc.arrow.ArrowResult;
import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import java.nio.channels.ReadableByteChannel;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query or of a metadata call: forward only, read only, straight from the batches' buffers. What it gives
 * for a column is in {@link RowValues}. For one thread at a time.
 */
public final class ColonnadeResultSet extends RowValues implements ArrowResult {
    private final @Nullable ResultOwner statement;
    private @Nullable ColumnLabels labels;
    private boolean closed;
    private int fetchSize;

    /** Creates the rows of a source, of which no more than some are shown; zero is all. */
    public ColonnadeResultSet(BatchSource source, @Nullable ResultOwner statement, long maxRows) {
        super(new RowCursor(source, maxRows));
        this.statement = statement;
    }

    @Override
    void checkOpen() throws SQLException {
        if (closed) {
            throw SqlState.INVALID_CURSOR_STATE.exception("Cannot use the result set: it is closed");
        }
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        return cursor.next();
    }

    @Override
    public ReadableByteChannel arrowStream() throws SQLException {
        checkOpen();
        return cursor.arrow(this);
    }

    @Override
    public int findColumn(String label) throws SQLException {
        checkOpen();
        if (labels == null) {
            labels = new ColumnLabels(fields());
        }
        return labels.find(label);
    }

    private List<ArrowField> fields() {
        List<ArrowField> fields = new ArrayList<>();
        for (ColumnReader column : cursor.columns()) {
            fields.add(column.field());
        }
        return fields;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new ColonnadeResultSetMetaData(fields());
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return cursor.isBeforeFirst();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return cursor.isAfterLast();
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return cursor.position() == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        return cursor.isLast();
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
    public void setFetchSize(int rows) throws SQLException {
        if (rows < 0) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid fetch size: " + rows + " (must not be negative)");
        }
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
