package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.jdbc.JdbcRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement by way of pgjdbc: slower than {@link PostgresStatement}, and what that one is compared with. It reads through a
 * cursor, so that memory does not grow with the result; a result that the plan says is small is read without, since a cursor
 * costs PostgreSQL its parallel plans.
 */
final class PostgresRows implements JdbcRows {
    private static final int WHOLE = 0;
    private static final int FIRST_FETCH = 128;
    private static final int ONE_ROW = 1;

    private final PostgresRead read;
    private final SourceStatement statement;
    private final boolean few;

    PostgresRows(PostgresRead read, SourceStatement statement, boolean few) {
        this.read = read;
        this.statement = statement;
        this.few = few;
    }

    @Override
    public ResultSet open() throws SQLException {
        read.start();
        beginOnLiveConnection();
        read.ran(true);
        try {
            return run(few ? WHOLE : FIRST_FETCH);
        } catch (SQLException failure) {
            if (!isResultBufferExceeded(failure)) {
                throw failure;
            }
        }
        // The driver gives a connection up when a result exceeds its memory; nothing has been sent to anybody yet.
        read.replace();
        begin();
        return run(few ? FIRST_FETCH : ONE_ROW);
    }

    private void beginOnLiveConnection() throws SQLException {
        while (true) {
            try {
                begin();
                return;
            } catch (SQLException failure) {
                if (!read.replacedDead(failure)) {
                    throw failure;
                }
            }
        }
    }

    private void begin() throws SQLException {
        List<String> commands = new ArrayList<>(read.snapshotEntry());
        if (!read.isInTransaction()) {
            commands.add(0, PostgresPool.TRANSACTION);
        }
        commands.add(read.timeLimit());
        read.connection().setAutoCommit(false);
        try (Statement local = read.connection().createStatement()) {
            local.execute(String.join("; ", commands));
        } catch (SQLException failure) {
            read.throwIfSnapshotLost(failure);
            throw failure;
        }
    }

    private ResultSet run(int fetchSize) throws SQLException {
        PreparedStatement prepared = read.connection().prepareStatement(statement.sql());
        prepared.setFetchSize(fetchSize);
        PostgresParameters.bind(prepared, statement.parameters());
        return prepared.executeQuery();
    }

    @Override
    public void cancel() {
        read.cancel();
    }

    @Override
    public ColonnadeException translate(SQLException failure) {
        return isResultBufferExceeded(failure)
                ? PostgresErrors.tooWide(read.settings(), failure)
                : read.translate(failure);
    }

    /** pgjdbc has no SQLSTATE of its own for this. */
    private static boolean isResultBufferExceeded(SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("maxResultBuffer");
    }

    @Override
    public void close() {
        read.close();
    }

    @Override
    public void abandon() {
        read.abandon();
    }
}
