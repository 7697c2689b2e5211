package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.result.ColonnadeResultSet;
import io.colonnade.jdbc.result.ResultOwner;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement: two calls for a query, one for anything else. {@link #cancel} may come from any thread, everything else
 * from one at a time.
 */
class ColonnadeStatement extends StatementState implements ResultOwner {
    static final int NO_COUNT = -1;

    private final ColonnadeConnection connection;
    private final List<String> batch = new ArrayList<>();
    private volatile @Nullable CallScope running;
    private volatile @Nullable ColonnadeResultSet result;
    private long updateCount = NO_COUNT;

    ColonnadeStatement(ColonnadeConnection connection, Duration timeout) {
        super(timeout);
        this.connection = connection;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        CallScope scope = begin();
        return show(connection.session().query(serverSql(sql), connection.transaction(scope), scope));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        CallScope scope = begin();
        return count(connection.session().update(serverSql(sql), connection.transaction(scope), scope));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        if (SqlText.isUpdate(sql)) {
            executeLargeUpdate(sql);
            return false;
        }
        executeQuery(sql);
        return true;
    }

    /** Ends what the last execution left open and opens the scope of the next one. */
    final CallScope begin() throws SQLException {
        checkOpen();
        closeResult();
        updateCount = NO_COUNT;
        clearWarnings();
        CallScope scope = CallScope.statement(timeout()).taking(maxRows(), fetchSize());
        running = scope;
        // Whoever has closed the statement since has not seen the scope.
        checkOpen();
        return scope;
    }

    final ResultSet show(BatchSource source) throws SQLException {
        ColonnadeResultSet opened = new ColonnadeResultSet(source, this, maxRows());
        result = opened;
        warnOf(source.metadata());
        if (isClosed()) {
            opened.close();
        }
        checkOpen();
        return opened;
    }

    final long count(long rows) {
        updateCount = Math.max(rows, 0);
        return updateCount;
    }

    @Override
    public final void cancel() throws SQLException {
        CallScope scope = running;
        if (scope != null) {
            scope.cancel();
        }
    }

    @Override
    public void resultClosed() throws SQLException {
        if (closesOnCompletion()) {
            close();
        }
    }

    private void closeResult() throws SQLException {
        ColonnadeResultSet open = result;
        result = null;
        if (open != null && !open.isClosed()) {
            open.close();
        }
    }

    @Override
    public final void close() throws SQLException {
        close(CallScope.farewell());
    }

    /** Closes within a time that may be the same for many. What another thread runs with this statement is cancelled. */
    void close(CallScope farewell) throws SQLException {
        if (isClosed()) {
            return;
        }
        markClosed();
        cancel();
        closeResult();
        connection.forget(this);
    }

    @Override
    public final @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return result;
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public final int getUpdateCount() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeUpdateCount());
    }

    @Override
    public final boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public final boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        if (current != KEEP_CURRENT_RESULT) {
            closeResult();
        }
        result = null;
        updateCount = NO_COUNT;
        return false;
    }

    @Override
    public final int executeUpdate(String sql) throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, executeLargeUpdate(sql));
    }

    @Override
    public final int executeUpdate(String sql, int generatedKeys) throws SQLException {
        checkGeneratedKeys(sql, generatedKeys != NO_GENERATED_KEYS);
        return executeUpdate(sql);
    }

    @Override
    public final boolean execute(String sql, int generatedKeys) throws SQLException {
        checkGeneratedKeys(sql, generatedKeys != NO_GENERATED_KEYS);
        return execute(sql);
    }

    @Override
    public final boolean execute(String sql, int[] columns) throws SQLException {
        checkGeneratedKeys(sql, true);
        return execute(sql);
    }

    @Override
    public final boolean execute(String sql, String[] columns) throws SQLException {
        checkGeneratedKeys(sql, true);
        return execute(sql);
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public final int[] executeBatch() throws SQLException {
        return Arrays.stream(executeLargeBatch())
                .mapToInt(count -> count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count)
                .toArray();
    }

    @Override
    public final long[] executeLargeBatch() throws SQLException {
        checkOpen();
        try {
            return runBatch();
        } finally {
            clearBatch();
        }
    }

    /** Runs what was added, until something fails. */
    long[] runBatch() throws SQLException {
        long[] counts = new long[batch.size()];
        for (int i = 0; i < counts.length; i++) {
            try {
                counts[i] = executeLargeUpdate(batch.get(i));
            } catch (SQLException e) {
                throw batchFailed(e, Arrays.copyOf(counts, i));
            }
        }
        return counts;
    }

    static BatchUpdateException batchFailed(SQLException cause, long[] counts) {
        return new BatchUpdateException(cause.getMessage(), cause.getSQLState(), 0, counts, cause);
    }

    @Override
    public final Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    final ColonnadeConnection owner() {
        return connection;
    }

    static SQLException textGivenTwice() {
        return SqlState.OBJECT_NOT_IN_STATE.exception(
                "Cannot execute other text: a prepared statement has its own; use createStatement()");
    }
}
