package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.escape.JdbcEscapes;
import io.colonnade.jdbc.ipc.HeldRows;
import io.colonnade.jdbc.result.ColonnadeResultSet;
import io.colonnade.jdbc.result.Unwrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a statement that holds settings and refuses what is not offered; execution is in its subclasses. */
abstract class StatementState implements Statement, Unwrapping {
    private Duration timeout;
    private long maxRows;
    private int fetchSize;
    private boolean poolable;
    private boolean escapeProcessing = true;
    private boolean closeOnCompletion;
    private volatile @Nullable SQLWarning warnings;
    private volatile boolean closed;

    StatementState(Duration timeout) {
        this.timeout = timeout;
    }

    final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlState.OBJECT_NOT_IN_STATE.exception("Cannot use the statement: it is closed");
        }
    }

    final Duration timeout() {
        return timeout;
    }

    final long maxRows() {
        return maxRows;
    }

    final int fetchSize() {
        return fetchSize;
    }

    final void markClosed() {
        closed = true;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final int getQueryTimeout() throws SQLException {
        checkOpen();
        return (int) timeout.toSeconds();
    }

    @Override
    public final void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        timeout = Duration.ofSeconds(notNegative(seconds, "query timeout"));
    }

    @Override
    public final int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    public final void setMaxRows(int rows) throws SQLException {
        setLargeMaxRows(rows);
    }

    @Override
    public final long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public final void setLargeMaxRows(long rows) throws SQLException {
        checkOpen();
        maxRows = notNegative(rows, "maximum of rows");
    }

    @Override
    public final int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchSize = (int) notNegative(rows, "fetch size");
    }

    @Override
    public final int getMaxFieldSize() throws SQLException {
        checkOpen();
        return 0;
    }

    @Override
    public final void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        if (notNegative(max, "maximum field size") != 0) {
            throw SqlState.unsupported("a maximum field size");
        }
    }

    private static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid " + what + ": " + value + " (must not be negative)");
        }
        return value;
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != ResultSet.FETCH_FORWARD) {
            throw SqlState.unsupported("fetch directions other than forward");
        }
    }

    @Override
    public final int getResultSetConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public final int getResultSetType() {
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public final int getResultSetHoldability() {
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public final void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        escapeProcessing = enable;
    }

    /** Returns the text to send to the server: without JDBC's escapes, unless they are to be left alone. */
    final String serverSql(String sql) {
        return escapeProcessing ? JdbcEscapes.translate(sql) : sql;
    }

    @Override
    public final void setCursorName(String name) throws SQLException {
        throw SqlState.unsupported("named cursors");
    }

    @Override
    public final boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public final void setPoolable(boolean value) throws SQLException {
        checkOpen();
        poolable = value;
    }

    @Override
    public final void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public final boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    final boolean closesOnCompletion() {
        return closeOnCompletion;
    }

    @Override
    public final @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
    }

    /** Puts what the server warned of in place of the warnings of the last execution. */
    final void warnOf(Map<String, String> metadata) {
        warnings = ServerWarnings.in(metadata);
    }

    /** No statement that is run has keys to give. */
    @Override
    public final ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return new ColonnadeResultSet(new HeldRows(List.of(), List.of()), null, 0);
    }

    /** Queries generate nothing, so that the wish changes nothing; what writes would, and nobody could tell the keys. */
    static void checkGeneratedKeys(String sql, boolean wanted) throws SQLException {
        if (wanted && SqlText.isUpdate(sql)) {
            throw SqlState.unsupported("generated keys");
        }
    }

    @Override
    public final int executeUpdate(String sql, int[] columns) throws SQLException {
        throw SqlState.unsupported("generated keys");
    }

    @Override
    public final int executeUpdate(String sql, String[] columns) throws SQLException {
        throw SqlState.unsupported("generated keys");
    }
}
