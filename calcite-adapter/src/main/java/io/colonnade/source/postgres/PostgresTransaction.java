package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.SourceSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One connection in one transaction, for reads of which one follows the other. Nothing is exported, so that it costs two round
 * trips beside its reads. Thread-safe.
 */
final class PostgresTransaction implements SourceSnapshot, Connections {
    private final PostgresSettings settings;
    private final PostgresPool pool;
    private @Nullable Connection connection;
    private boolean taken;
    private boolean ended;

    PostgresTransaction(PostgresSettings settings, PostgresPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** Returns the connections of the reads of a source, which is the one that the transaction is of. */
    Connections of(PostgresSettings source) {
        if (settings != source) {
            throw new IllegalArgumentException("a transaction of another source than '" + source.name() + "'");
        }
        return this;
    }

    @Override
    public synchronized Connection take() {
        if (ended) {
            throw PostgresErrors.snapshotGone(settings, null);
        }
        if (taken) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot read source '" + settings.name() + "' twice at a time in this transaction");
        }
        Connection begun = connection == null ? begin() : connection;
        connection = begun;
        taken = true;
        return begun;
    }

    /** The pool does not check a connection that it has just had back: of those that a database's restart leaves, any may be dead. */
    private Connection begin() {
        for (int dead = 0; ; dead++) {
            Connection fresh = pool.take();
            try (Statement statement = fresh.createStatement()) {
                fresh.setAutoCommit(false);
                statement.execute(PostgresPool.TRANSACTION);
                return fresh;
            } catch (SQLException failure) {
                pool.discard(fresh);
                boolean lost = ErrorCondition.of(PostgresErrors.state(failure)).isLostConnection();
                if (!lost || dead == settings.maximumPoolSize()) {
                    throw PostgresErrors.running(settings, failure);
                }
            }
        }
    }

    @Override
    public boolean areInTransaction() {
        return true;
    }

    @Override
    public synchronized void giveBack(Connection used) {
        taken = false;
        if (ended) {
            pool.giveBack(used);
        }
    }

    /** Without its connection, the transaction is over. */
    @Override
    public synchronized void discard(Connection used) {
        taken = false;
        ended = true;
        connection = null;
        pool.discard(used);
    }

    /** There is always a reader to use it, or it is closed. */
    @Override
    public void keep() {}

    @Override
    public synchronized void close() {
        if (!ended && !taken && connection != null) {
            pool.giveBack(connection);
        }
        ended = true;
    }
}
