package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reading a statement takes whichever way its rows travel: a connection, the bounds of its transaction, its cancellation and
 * the wording of its errors. One thread reads; any thread may cancel.
 */
final class PostgresRead {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRead.class);
    private static final double TIMEOUT_SLACK = 0.98;

    private final PostgresSettings settings;
    private final Connections connections;
    private final Duration timeout;
    private final @Nullable PostgresSnapshot snapshot;
    private final Object use;

    private volatile Connection connection;
    private long started = System.nanoTime();
    private int dead;

    /**
     * Takes a connection.
     *
     * @param use what the snapshot knows the read by
     */
    PostgresRead(
            PostgresSettings settings,
            Connections connections,
            Duration timeout,
            @Nullable PostgresSnapshot snapshot,
            Object use) {
        this.settings = settings;
        this.connections = connections;
        this.timeout = timeout;
        this.snapshot = snapshot;
        this.use = use;
        this.connection = connections.take();
    }

    PostgresSettings settings() {
        return settings;
    }

    Connection connection() {
        return connection;
    }

    /** Begins to count the time. */
    void start() {
        started = System.nanoTime();
    }

    /** Returns the command that has the database itself hold the statement to its time. */
    String timeLimit() {
        return "SET LOCAL statement_timeout = " + Math.max(1, timeout.toMillis());
    }

    /** Returns whether the connection is in its transaction already. */
    boolean isInTransaction() {
        return connections.areInTransaction();
    }

    /** Returns whether the transaction is to go on after the statement. */
    boolean staysInTransaction() {
        return connections.stayInTransaction();
    }

    /** Says whether the statement, which has run, has left its connection in a transaction. */
    void ran(boolean inTransaction) {
        connections.ran(inTransaction);
    }

    /** Returns the commands that enter the shared snapshot, if there is one that is to be entered. */
    List<String> snapshotEntry() {
        return snapshot == null || isInTransaction() ? List.of() : snapshot.entry();
    }

    /** Throws if the failure of the commands above means that the snapshot is gone. */
    void throwIfSnapshotLost(SQLException failure) {
        String state = PostgresErrors.state(failure);
        if (snapshot != null && !isInTransaction() && (state.startsWith("22") || state.startsWith("42"))) {
            throw snapshot.gone(failure);
        }
    }

    /**
     * Takes another connection in place of one that was found dead before it did anything: the pool does not check those that it
     * has just had back, and a restarted database leaves several of them.
     *
     * @return false if the failure is another one, or there have been as many as the pool holds
     */
    boolean replacedDead(SQLException failure) {
        boolean lost = ErrorCondition.of(PostgresErrors.state(failure)).isLostConnection();
        if (!lost || dead == settings.maximumPoolSize()) {
            return false;
        }
        dead++;
        replace();
        return true;
    }

    /** Gives the connection up and takes another. */
    void replace() {
        connection = connections.replace(connection);
    }

    void cancel() {
        try {
            connection.unwrap(BaseConnection.class).cancelQuery();
        } catch (SQLException unreachable) {
            LOG.debug("Cannot send a cancel request to source '{}'", settings.name(), unreachable);
        }
    }

    ColonnadeException translate(SQLException failure) {
        boolean stopped = PostgresErrors.state(failure).equals("57014");
        boolean late = System.nanoTime() - started >= timeout.toNanos() * TIMEOUT_SLACK;
        return stopped && late ? PostgresErrors.timedOut(settings, failure) : PostgresErrors.running(settings, failure);
    }

    /** Gives back a connection that runs nothing. */
    void close() {
        leaveSnapshot();
        connections.giveBack(connection);
    }

    /** Gives up a connection whose state is not certain. */
    void abandon() {
        leaveSnapshot();
        connections.discard(connection);
    }

    private void leaveSnapshot() {
        if (snapshot != null) {
            snapshot.leave(use);
        }
    }
}
