package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one large scan, each in a transaction that holds its table from the first chunk to the last: somebody
 * who waits to rewrite the table would otherwise let no further chunk begin, and no chunk would let him begin. All of
 * them are in the same snapshot. Thread-safe.
 */
final class ScanConnections {
    private final PostgresSettings settings;
    private final PostgresPool pool;
    private final PostgresSnapshot snapshot;
    private final String table;
    private final Queue<Connection> idle = new ArrayDeque<>();
    private int open;
    private boolean begun;
    private boolean refused;

    ScanConnections(PostgresSettings settings, PostgresPool pool, PostgresSnapshot snapshot, String table) {
        this.settings = settings;
        this.pool = pool;
        this.snapshot = snapshot;
        this.table = table;
    }

    /**
     * Returns a connection for the next chunk, or null if others of the scan go on and this one is to be left to somebody
     * who waits for it, or cannot be had.
     *
     * @throws ColonnadeException if the scan has no connection and can have none
     */
    @Nullable
    Connection forNextChunk() {
        synchronized (this) {
            Connection next = idle.poll();
            if (next != null && open > 1 && pool.isWanted()) {
                release(next);
                return null;
            }
            if (next != null) {
                return next;
            }
        }
        try {
            return another();
        } catch (ColonnadeException unable) {
            refused(unable);
            return null;
        }
    }

    /** Whoever has begun goes on until no chunk is left, and what stands in the way of others will mostly stay. */
    private synchronized void refused(ColonnadeException unable) {
        if (!begun) {
            throw unable;
        }
        refused = true;
    }

    /** Returns whether a further connection may be had. */
    synchronized boolean mayGrow() {
        return !refused && pool.hasSpare(1);
    }

    private Connection another() {
        Connection connection = pool.take();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(PostgresPool.TRANSACTION + "; " + String.join("; ", snapshot.entry()));
            statement.execute(PostgresSnapshot.holding(table));
        } catch (SQLException failure) {
            pool.giveBack(connection);
            throw PostgresErrors.running(settings, failure);
        } catch (RuntimeException ended) {
            pool.giveBack(connection);
            throw ended;
        }
        synchronized (this) {
            open++;
            begun = true;
        }
        return connection;
    }

    /** Takes a connection back that the scan may need no more. */
    synchronized void release(Connection connection) {
        open--;
        pool.giveBack(connection);
    }

    synchronized void releaseIdle() {
        while (!idle.isEmpty()) {
            release(idle.remove());
        }
    }

    private synchronized void keep(Connection connection) {
        idle.add(connection);
    }

    private synchronized void discard(Connection connection) {
        open--;
        pool.discard(connection);
    }

    /** Returns what gives a connection to one chunk, and another only if the chunk has lost it. */
    Chunk chunk(Connection connection) {
        return new Chunk(connection);
    }

    /** The connection of one chunk. For one thread. */
    final class Chunk implements Connections {
        private @Nullable Connection next;

        private Chunk(Connection first) {
            this.next = first;
        }

        @Override
        public Connection take() {
            Connection taken = next == null ? another() : next;
            next = null;
            return taken;
        }

        void giveBackIfUntaken() {
            if (next != null) {
                keep(next);
            }
        }

        @Override
        public boolean areInTransaction() {
            return true;
        }

        @Override
        public boolean stayInTransaction() {
            return true;
        }

        @Override
        public void giveBack(Connection connection) {
            keep(connection);
        }

        @Override
        public void discard(Connection connection) {
            ScanConnections.this.discard(connection);
        }
    }
}
