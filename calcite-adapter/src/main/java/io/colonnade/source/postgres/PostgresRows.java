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
    private final Connection connection;
    private final SourceStatement statement;
    private final Duration timeout;
    private final boolean few;
    private final @Nullable PostgresSnapshot snapshot;

    private @Nullable PreparedStatement prepared;
    private long started;
    private volatile boolean cancelled;

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
        begin();
        try {
            return run(few ? WHOLE : FIRST_FETCH);
        } catch (SQLException failure) {
            if (!isResultBufferExceeded(failure)) {
                throw failure;
            }
            return run(few ? FIRST_FETCH : ONE_ROW);
        }
    }

    private void begin() throws SQLException {
        try (Statement local = connection.createStatement()) {
            String limits = "SET LOCAL statement_timeout = " + Math.max(1, timeout.toMillis());
            if (snapshot == null) {
                local.execute(limits);
                return;
            }
            String identifier = snapshot.identifier();
            try {
                local.execute(limits + "; SET TRANSACTION SNAPSHOT '" + identifier + "'");
            } catch (SQLException failure) {
                String state = PostgresErrors.state(failure);
                throw state.startsWith("22") || state.startsWith("42")
                        ? PostgresErrors.snapshotGone(settings, failure)
                        : translate(failure);
            }
        }
    }

    private ResultSet run(int fetchSize) throws SQLException {
        if (prepared != null) {
            prepared.close();
        }
        prepared = connection.prepareStatement(statement.sql());
        prepared.setFetchSize(fetchSize);
        PostgresParameters.bind(prepared, statement.parameters());
        return prepared.executeQuery();
    }

    @Override
    public void cancel() {
        cancelled = true;
        try {
            connection.unwrap(BaseConnection.class).cancelQuery();
        } catch (SQLException unreachable) {
            LOG.warn("Cannot send a cancel request to source '{}'", settings.name(), unreachable);
        }
    }

    @Override
    public ColonnadeException translate(SQLException failure) {
        if (isResultBufferExceeded(failure)) {
            return PostgresErrors.tooWide(settings, failure);
        }
        boolean stopped = PostgresErrors.state(failure).equals("57014") && !cancelled;
        boolean late = System.nanoTime() - started >= timeout.toNanos() * TIMEOUT_SLACK;
        return stopped && late ? PostgresErrors.timedOut(settings, failure) : PostgresErrors.running(settings, failure);
    }

    /** pgjdbc has no SQLSTATE of its own for this, and its connection stays whole. */
    private static boolean isResultBufferExceeded(SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("maxResultBuffer");
    }

    @Override
    public void close() {
        if (snapshot != null) {
            snapshot.leave(this);
        }
        if (cancelled) {
            pool.discard(connection);
        } else {
            pool.giveBack(connection);
        }
    }
}
