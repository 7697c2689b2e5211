package io.colonnade.jdbc;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.flight.FlightSession;
import io.colonnade.jdbc.flight.Prepared;
import io.colonnade.jdbc.flight.TransactionId;
import io.colonnade.jdbc.metadata.ColonnadeDatabaseMetaData;
import io.colonnade.jdbc.metadata.MetadataConnection;
import io.colonnade.jdbc.metadata.ServerInfo;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one session with the server, the statements that it has open and at most one transaction, which begins
 * with the first statement after {@code setAutoCommit(false)} and is a read-only snapshot. Safe for threads as far as
 * JDBC asks; a transaction belongs to one thread at a time.
 */
final class ColonnadeConnection extends ConnectionState implements MetadataConnection {
    private final ConnectionSettings settings;
    private final FlightSession session;
    private final Set<ColonnadeStatement> statements = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Taken by whoever ends it, without the monitor: closing waits for no call that is under way. */
    private final AtomicReference<@Nullable TransactionId> transaction = new AtomicReference<>();

    private boolean autoCommit = true;
    private @Nullable String schema;
    private @Nullable String catalog;
    private @Nullable ServerInfo serverInfo;

    ColonnadeConnection(ConnectionSettings settings, FlightSession session) {
        this.settings = settings;
        this.session = session;
        this.schema = settings.schema().orElse(null);
    }

    @Override
    public FlightSession session() throws SQLException {
        checkOpen();
        return session;
    }

    @Override
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    void checkOpen() throws SQLException {
        if (closed.get()) {
            throw SqlState.CONNECTION_CLOSED.exception("Cannot use the connection: it is closed");
        }
    }

    /** Returns the transaction to run a statement in, begun now if need be; null with auto-commit. */
    synchronized @Nullable TransactionId transaction(CallScope scope) throws SQLException {
        if (!autoCommit && transaction.get() == null) {
            transaction.set(session().beginTransaction(scope));
        }
        return transaction.get();
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return remember(new ColonnadeStatement(this, settings.queryTimeout()));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        checkOpen();
        return remember(new ColonnadePreparedStatement(this, sql, settings.queryTimeout()));
    }

    private <T extends ColonnadeStatement> T remember(T statement) {
        statements.add(statement);
        return statement;
    }

    void forget(ColonnadeStatement statement) {
        statements.remove(statement);
    }

    /** Tells the server that a statement is not needed any more, also while the connection closes. */
    void release(Prepared prepared, CallScope farewell) throws SQLException {
        session.close(prepared, farewell);
    }

    @Override
    public synchronized void setAutoCommit(boolean enable) throws SQLException {
        checkOpen();
        if (enable && !autoCommit) {
            endTransaction(FlightSession::commit, CallScope.housekeeping());
        }
        autoCommit = enable;
    }

    @Override
    public synchronized boolean getAutoCommit() throws SQLException {
        checkOpen();
        return autoCommit;
    }

    @Override
    public synchronized void commit() throws SQLException {
        checkManual("commit");
        endTransaction(FlightSession::commit, CallScope.housekeeping());
    }

    @Override
    public synchronized void rollback() throws SQLException {
        checkManual("roll back");
        endTransaction(FlightSession::rollback, CallScope.housekeeping());
    }

    private void checkManual(String what) throws SQLException {
        checkOpen();
        if (autoCommit) {
            throw SqlState.INVALID_TRANSACTION_STATE.exception(
                    "Cannot " + what + ": the connection is in auto-commit mode; call setAutoCommit(false) first");
        }
    }

    private void endTransaction(TransactionEnd how, CallScope scope) throws SQLException {
        TransactionId open = transaction.getAndSet(null);
        if (open != null) {
            how.apply(session, open, scope);
        }
    }

    @Override
    public boolean isValid(int seconds) throws SQLException {
        if (seconds < 0) {
            throw SqlState.INVALID_PARAMETER.exception("Invalid timeout: " + seconds + " (must not be negative)");
        }
        if (closed.get()) {
            return false;
        }
        try {
            session.ping(seconds == 0 ? CallScope.housekeeping() : CallScope.statement(Duration.ofSeconds(seconds)));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes. A server that is silent is waited for once, not for each thing that there is to tell it. */
    @Override
    public void close() throws SQLException {
        if (closed.getAndSet(true)) {
            return;
        }
        CallScope farewell = CallScope.farewell();
        try {
            for (ColonnadeStatement statement : List.copyOf(statements)) {
                statement.close(farewell);
            }
            rollbackQuietly(farewell);
        } finally {
            session.close(farewell);
        }
    }

    private void rollbackQuietly(CallScope farewell) {
        try {
            endTransaction(FlightSession::rollback, farewell);
        } catch (SQLException e) {
            // A snapshot that nobody ends ends by itself; closing must not fail for it.
        }
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void abort(Executor executor) {
        closed.set(true);
        executor.execute(session::abort);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new ColonnadeDatabaseMetaData(this);
    }

    /** Returns what the server says of itself, asked for once. */
    @Override
    public synchronized ServerInfo serverInfo() throws SQLException {
        if (serverInfo == null) {
            serverInfo = ServerInfo.read(session());
        }
        return serverInfo;
    }

    @Override
    public synchronized void setSchema(String name) throws SQLException {
        session().setSchema(name, CallScope.housekeeping());
        schema = name;
    }

    @Override
    public synchronized @Nullable String getSchema() throws SQLException {
        if (schema == null) {
            schema = session().option("schema").orElse(null);
        }
        return schema;
    }

    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        // JDBC: a driver of a database with one catalogue ignores the request.
        checkOpen();
    }

    @Override
    public synchronized @Nullable String getCatalog() throws SQLException {
        if (catalog == null) {
            catalog = session().option("catalog").orElse(null);
        }
        return catalog;
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        // Pools ask for read-write again before they hand a connection out; it stays read-only all the same.
        checkOpen();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return true;
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED:
            case TRANSACTION_READ_COMMITTED:
            case TRANSACTION_REPEATABLE_READ:
                return;
            default:
                throw SqlState.unsupported("this isolation level; transactions are repeatable read");
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        if (milliseconds < 0) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Invalid network timeout: " + milliseconds + " (must not be negative)");
        }
        session().patience().limit(Duration.ofMillis(milliseconds));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, session().patience().limit().toMillis());
    }

    /** Commits or rolls back. */
    private interface TransactionEnd {
        void apply(FlightSession session, TransactionId transaction, CallScope scope) throws SQLException;
    }
}
