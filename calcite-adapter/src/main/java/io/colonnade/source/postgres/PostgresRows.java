package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.jdbc.JdbcRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement in one read-only transaction. It reads through a cursor, so that memory does not grow with the result;
 * a result that the plan says is small is read without, since a cursor costs PostgreSQL its parallel plans.
 */
final class PostgresRows implements JdbcRows {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRows.class);
    private static final int WHOLE = 0;
    private static final int FIRST_FETCH = 128;
    private static final int ONE_ROW = 1;
    private static final double TIMEOUT_SLACK = 0.98;

    private final PostgresSettings settings;
    private final PostgresPool pool;
    private volatile Connection connection;
    private final SourceStatement statement;
    private final Duration timeout;
    private final boolean few;
    private final @Nullable PostgresSnapshot snapshot;

    private long started;

    PostgresRows(
            PostgresSettings settings,
            PostgresPool pool,
            Connection connection,
            SourceStatement statement,
            Duration timeout,
            boolean few,
            @Nullable PostgresSnapshot snapshot) {
        this.settings = settings;
        this.pool = pool;
        this.connection = connection;
        this.statement = statement;
        this.timeout = timeout;
        this.few = few;
        this.snapshot = snapshot;
    }

    @Override
    public ResultSet open() throws SQLException {
        started = System.nanoTime();
        beginOnLiveConnection();
        try {
            return run(few ? WHOLE : FIRST_FETCH);
        } catch (SQLException failure) {
            if (!isResultBufferExceeded(failure)) {
                throw failure;
            }
        }
        // The driver gives a connection up when a result exceeds its memory; nothing has been sent to anybody yet.
        startAfresh();
        return run(few ? FIRST_FETCH : ONE_ROW);
    }

    /** The pool does not check connections that it has just had back; a restarted database leaves several of them dead. */
    private void beginOnLiveConnection() throws SQLException {
        for (int dead = 0; ; dead++) {
            try {
                begin();
                return;
            } catch (SQLException failure) {
                boolean lost = ErrorCondition.of(PostgresErrors.state(failure)).isLostConnection();
                if (!lost || dead == settings.maximumPoolSize()) {
                    throw failure;
                }
                pool.discard(connection);
                connection = pool.take();
            }
        }
    }

    private void startAfresh() throws SQLException {
        pool.discard(connection);
        connection = pool.take();
        begin();
    }

    private void begin() throws SQLException {
        String start = PostgresPool.BEGIN + "; SET LOCAL statement_timeout = " + Math.max(1, timeout.toMillis());
        try (Statement local = connection.createStatement()) {
            local.execute(
                    snapshot == null ? start : start + "; SET TRANSACTION SNAPSHOT '" + snapshot.identifier() + "'");
        } catch (SQLException failure) {
            String state = PostgresErrors.state(failure);
            if (snapshot != null && (state.startsWith("22") || state.startsWith("42"))) {
                throw PostgresErrors.snapshotGone(settings, failure);
            }
            throw failure;
        }
    }

    private ResultSet run(int fetchSize) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.sql());
        prepared.setFetchSize(fetchSize);
        PostgresParameters.bind(prepared, statement.parameters());
        return prepared.executeQuery();
    }

    @Override
    public void cancel() {
        try {
            connection.unwrap(BaseConnection.class).cancelQuery();
        } catch (SQLException unreachable) {
            LOG.debug("Cannot send a cancel request to source '{}'", settings.name(), unreachable);
        }
    }

    @Override
    public ColonnadeException translate(SQLException failure) {
        if (isResultBufferExceeded(failure)) {
            return PostgresErrors.tooWide(settings, failure);
        }
        boolean stopped = PostgresErrors.state(failure).equals("57014");
        boolean late = System.nanoTime() - started >= timeout.toNanos() * TIMEOUT_SLACK;
        return stopped && late ? PostgresErrors.timedOut(settings, failure) : PostgresErrors.running(settings, failure);
    }

    /** pgjdbc has no SQLSTATE of its own for this. */
    private static boolean isResultBufferExceeded(SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("maxResultBuffer");
    }

    @Override
    public void close() {
        leaveSnapshot();
        pool.giveBack(connection);
    }

    @Override
    public void abandon() {
        leaveSnapshot();
        pool.discard(connection);
    }

    private void leaveSnapshot() {
        if (snapshot != null) {
            snapshot.leave(this);
        }
    }
}
