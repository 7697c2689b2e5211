package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.flight.Prepared;
import io.colonnade.jdbc.flight.TransactionId;
import io.colonnade.jdbc.ipc.ParameterBatch;
import io.colonnade.jdbc.result.ColonnadeResultSetMetaData;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the server has prepared. Its handle is kept from one execution to the next and made anew only when
 * the connection's transaction is another one, to which the protocol ties it.
 */
final class ColonnadePreparedStatement extends ParameterSetters {
    private final String sql;
    private final List<List<@Nullable Object>> batch = new ArrayList<>();
    private @Nullable TransactionId preparedIn;
    private Prepared prepared;

    ColonnadePreparedStatement(ColonnadeConnection connection, String sql, Duration timeout) throws SQLException {
        super(connection, timeout);
        this.sql = serverSql(sql);
        CallScope scope = begin();
        this.preparedIn = connection.transaction(scope);
        this.prepared = connection.session().prepare(this.sql, preparedIn, scope);
        warnOf(prepared.result().metadata());
    }

    private Prepared prepared(CallScope scope) throws SQLException {
        TransactionId current = owner().transaction(scope);
        if (!Objects.equals(current, preparedIn)) {
            release(CallScope.farewell());
            prepared = owner().session().prepare(sql, current, scope);
            preparedIn = current;
        }
        return prepared;
    }

    private List<@Nullable Object> values() throws SQLException {
        return parameters.complete(prepared.parameters().fields().size());
    }

    private @Nullable ParameterBatch bound() throws SQLException {
        List<@Nullable Object> values = values();
        return values.isEmpty() ? null : ParameterBatch.of(prepared.parameters(), values);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        ParameterBatch bound = bound();
        CallScope scope = begin();
        return show(owner().session().query(prepared(scope), bound, scope));
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        checkNoQuery();
        return update(bound());
    }

    private void checkNoQuery() throws SQLException {
        if (!prepared.result().fields().isEmpty()) {
            throw SqlState.INVALID_REQUEST.exception(
                    "Cannot run the statement as an update: it is a query, which returns rows; use executeQuery()");
        }
    }

    private long update(@Nullable ParameterBatch bound) throws SQLException {
        CallScope scope = begin();
        return count(owner().session().update(prepared(scope), bound, scope));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, executeLargeUpdate());
    }

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        if (prepared.result().fields().isEmpty()) {
            executeLargeUpdate();
            return false;
        }
        executeQuery();
        return true;
    }

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        List<@Nullable Object> values = values();
        if (!batch.isEmpty() && batch.get(0).size() != values.size()) {
            throw SqlState.INVALID_INDEX.exception(
                    "Cannot add to the batch: " + values.size() + " parameters are set, and its first entry has "
                            + batch.get(0).size());
        }
        batch.add(values);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    /** Entries with parameters are rows of one call; without, there is nothing that could be a row, and each is a call. */
    @Override
    long[] runBatch() throws SQLException {
        if (batch.isEmpty()) {
            return new long[0];
        }
        return batch.get(0).isEmpty() ? eachByItself() : together();
    }

    /** Nobody says which entry has touched how many rows, nor, if the call fails, which of them it was. */
    private long[] together() throws SQLException {
        long[] counts = new long[batch.size()];
        try {
            checkNoQuery();
            long all = update(ParameterBatch.ofRows(prepared.parameters(), batch));
            Arrays.fill(counts, counts.length == 1 ? all : SUCCESS_NO_INFO);
            return counts;
        } catch (SQLException e) {
            Arrays.fill(counts, EXECUTE_FAILED);
            throw batchFailed(e, counts);
        }
    }

    private long[] eachByItself() throws SQLException {
        long[] counts = new long[batch.size()];
        for (int i = 0; i < counts.length; i++) {
            try {
                counts[i] = executeLargeUpdate();
            } catch (SQLException e) {
                throw batchFailed(e, Arrays.copyOf(counts, i));
            }
        }
        return counts;
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return prepared.result().fields().isEmpty()
                ? null
                : new ColonnadeResultSetMetaData(prepared.result().fields());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new ColonnadeParameterMetaData(prepared.parameters().fields());
    }

    @Override
    void close(CallScope farewell) throws SQLException {
        if (isClosed()) {
            return;
        }
        super.close(farewell);
        release(farewell);
    }

    private void release(CallScope farewell) {
        try {
            owner().release(prepared, farewell);
        } catch (SQLException e) {
            // The handle expires by itself, and a closed connection has no more use for it.
        }
    }

    @Override
    public ResultSet executeQuery(String text) throws SQLException {
        throw textGivenTwice();
    }

    @Override
    public long executeLargeUpdate(String text) throws SQLException {
        throw textGivenTwice();
    }

    @Override
    public boolean execute(String text) throws SQLException {
        throw textGivenTwice();
    }

    @Override
    public void addBatch(String text) throws SQLException {
        throw textGivenTwice();
    }
}
