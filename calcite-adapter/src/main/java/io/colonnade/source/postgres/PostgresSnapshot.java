package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.StatementReader;
import io.colonnade.type.PostgresLiterals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exported snapshot and the transaction that keeps it alive. The leading connection is taken at the first read; it
 * runs nothing but the export. Thread-safe.
 */
final class PostgresSnapshot implements SourceSnapshot {
    /** Others may hold the table for long, and meanwhile the snapshot could do nothing else. */
    private static final int HOLD_MILLISECONDS = 100;

    private static final int LOCK_MILLISECONDS = 5_000;

    private final PostgresSettings settings;
    private final PostgresPool pool;
    private final Semaphore allowance;
    private final Consumer<PostgresSnapshot> onClose;
    private final Ending ending;
    private final Map<Object, StatementReader> readers = new ConcurrentHashMap<>();

    private @Nullable Connection leader;
    private @Nullable String identifier;
    private boolean ended;
    private boolean holds;
    private long lastUse = System.nanoTime();

    /** What the reads get when their snapshot has ended. */
    interface Ending {
        ColonnadeException error(PostgresSettings settings, @Nullable Throwable cause);
    }

    PostgresSnapshot(
            PostgresSettings settings,
            PostgresPool pool,
            Semaphore allowance,
            Consumer<PostgresSnapshot> onClose,
            Ending ending) {
        this.settings = settings;
        this.pool = pool;
        this.allowance = allowance;
        this.onClose = onClose;
        this.ending = ending;
    }

    /**
     * Returns the name of the snapshot for {@code SET TRANSACTION SNAPSHOT}, exporting it first if need be.
     *
     * @throws io.colonnade.error.ColonnadeException FAILED_PRECONDITION if the snapshot has ended
     */
    synchronized String identifier() {
        if (ended) {
            throw gone(null);
        }
        lastUse = System.nanoTime();
        if (identifier == null) {
            identifier = export();
        }
        return identifier;
    }

    /**
     * Returns the commands that enter the snapshot in a transaction that has just begun. Where the snapshot holds a table,
     * who wants to rewrite it waits for the snapshot, and the transaction for him: the limit ends that.
     */
    synchronized List<String> entry() {
        String entry = "SET TRANSACTION SNAPSHOT " + PostgresLiterals.text(identifier());
        return holds ? List.of(entry, "SET LOCAL lock_timeout = " + LOCK_MILLISECONDS) : List.of(entry);
    }

    private String export() {
        if (!allowance.tryAcquire()) {
            throw PostgresErrors.tooManySnapshots(settings, settings.maximumSnapshots());
        }
        boolean exported = false;
        try {
            Connection taken = pool.take();
            try (Statement statement = begin(taken)) {
                String name = export(statement);
                leader = taken;
                exported = true;
                return name;
            } catch (SQLException failure) {
                pool.discard(taken);
                throw PostgresErrors.running(settings, failure);
            }
        } finally {
            if (!exported) {
                allowance.release();
            }
        }
    }

    /**
     * Keeps others from rewriting a table as long as the snapshot lives, so that its rows stay on their pages.
     *
     * @return whether that was possible at once
     * @throws io.colonnade.error.ColonnadeException FAILED_PRECONDITION if the snapshot has ended
     */
    synchronized boolean hold(String table) {
        identifier();
        try (Statement statement = Objects.requireNonNull(leader).createStatement()) {
            statement.execute("SAVEPOINT hold; " + holding(table) + "; RELEASE SAVEPOINT hold");
            holds = true;
            return true;
        } catch (SQLException failure) {
            return recovered(failure);
        }
    }

    /** Returns what makes a transaction hold a table, or fail soon: not even an empty select goes without the lock. */
    static String holding(String table) {
        return "SET LOCAL lock_timeout = " + HOLD_MILLISECONDS + "; SELECT FROM " + table + " LIMIT 0";
    }

    /** A failure outside a savepoint would end the snapshot for everybody. */
    private boolean recovered(SQLException failure) {
        try (Statement statement = Objects.requireNonNull(leader).createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT hold");
            return false;
        } catch (SQLException lost) {
            lost.addSuppressed(failure);
            throw gone(lost);
        }
    }

    ColonnadeException gone(@Nullable Throwable cause) {
        return ending.error(settings, cause);
    }

    boolean belongsTo(PostgresSettings source) {
        return settings == source;
    }

    private static Statement begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection.createStatement();
    }

    private static String export(Statement statement) throws SQLException {
        statement.execute(PostgresPool.TRANSACTION);
        try (ResultSet rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Registers a read, so that the end of the snapshot ends it too; {@link #leave} is told the same statement. */
    synchronized void enter(Object statement, StatementReader reader) {
        if (ended) {
            throw gone(null);
        }
        readers.put(statement, reader);
    }

    synchronized void leave(Object statement) {
        readers.remove(statement);
        lastUse = System.nanoTime();
    }

    @Override
    public synchronized void keep() {
        lastUse = System.nanoTime();
    }

    /** Ends the snapshot if nobody has used it for the configured time. */
    void closeIfIdle() {
        boolean idle;
        synchronized (this) {
            idle = readers.isEmpty()
                    && System.nanoTime() - lastUse > settings.snapshotIdle().toNanos();
        }
        if (idle) {
            close();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (leader != null) {
                pool.giveBack(leader);
                allowance.release();
            }
        }
        onClose.accept(this);
        readers.values().forEach(reader -> reader.cancel(gone(null)));
    }
}
