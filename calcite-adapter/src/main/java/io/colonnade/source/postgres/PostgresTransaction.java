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
 * One connection in one transaction, for reads of which one follows the other. Nothing is exported. The first read begins it and
 * the last one ends it, if that one is known for the last, so that it costs no round trip of its own. Thread-safe.
 */
final class PostgresTransaction implements SourceSnapshot {
    private final PostgresSettings settings;
    private final PostgresPool pool;
    private @Nullable Connection connection;
    private boolean open;
    private boolean taken;
    private boolean ended;

    PostgresTransaction(PostgresSettings settings, PostgresPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Returns where a read has its connection from.
     *
     * @param source the one that the transaction is of
     * @param last whether no other read follows
     */
    Connections of(PostgresSettings source, boolean last) {
        if (settings != source) {
            throw new IllegalArgumentException("a transaction of another source than '" + source.name() + "'");
        }
        return new OneRead(last);
    }

    private synchronized Connection take() {
        if (ended) {
            throw PostgresErrors.snapshotGone(settings, null);
        }
        if (taken) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot read source '" + settings.name() + "' twice at a time in this transaction");
        }
        Connection own = connection == null ? pool.take() : connection;
        connection = own;
        taken = true;
        return own;
    }

    /** The pool does not check a connection that it has just had back: of those that a database's restart leaves, any may be dead. */
    private synchronized Connection replace(Connection broken) {
        if (open) {
            discard(broken);
            throw PostgresErrors.snapshotGone(settings, null);
        }
        pool.discard(broken);
        connection = null;
        taken = false;
        return take();
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized void ran(boolean inTransaction) {
        open = inTransaction;
    }

    private synchronized void giveBack(Connection used, boolean last) {
        taken = false;
        if (ended || last) {
            end(used);
        }
    }

    private void end(Connection used) {
        ended = true;
        connection = null;
        if (open) {
            rollBack(used);
        } else {
            pool.giveBack(used);
        }
    }

    /** What the wire reader has begun, pgjdbc does not know of. */
    private void rollBack(Connection used) {
        try (Statement statement = used.createStatement()) {
            if (used.getAutoCommit()) {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException broken) {
            pool.discard(used);
            return;
        }
        pool.giveBack(used);
    }

    /** Without its connection, the transaction is over. */
    private synchronized void discard(Connection used) {
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
        if (!taken && connection != null) {
            end(connection);
        }
        ended = true;
    }

    /** The transaction's connection for one of its reads. */
    private final class OneRead implements Connections {
        private final boolean last;

        OneRead(boolean last) {
            this.last = last;
        }

        @Override
        public Connection take() {
            return PostgresTransaction.this.take();
        }

        @Override
        public boolean areInTransaction() {
            return isOpen();
        }

        @Override
        public boolean stayInTransaction() {
            return !last;
        }

        @Override
        public void ran(boolean inTransaction) {
            PostgresTransaction.this.ran(inTransaction);
        }

        @Override
        public Connection replace(Connection broken) {
            return PostgresTransaction.this.replace(broken);
        }

        @Override
        public void giveBack(Connection used) {
            PostgresTransaction.this.giveBack(used, last);
        }

        @Override
        public void discard(Connection used) {
            PostgresTransaction.this.discard(used);
        }
    }
}
