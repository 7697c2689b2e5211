package io.colonnade.server.demo;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.type.PostgresLiterals;
import io.trino.tpch.TpchEntity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills a database with TPC-H rows as the specification's generator makes them, several tables at a time. Used by the
 * demonstration and by the integration tests; one thread calls it.
 */
public final class TpchLoader {
    /** The smallest scale at which the generator's keys are unique: below it there are too few suppliers for a part. */
    public static final double SMALLEST_SCALE = 0.01;

    private static final int CHUNK = 1 << 16;
    private static final int REPORT_EVERY = 1_000;

    private final ConnectionOpener connections;
    private final double scale;

    /** Opens one more connection to the database to fill. */
    @FunctionalInterface
    public interface ConnectionOpener {
        /** Opens a connection; the loader closes it. */
        Connection open() throws SQLException;
    }

    /**
     * Creates a loader.
     *
     * @param scale TPC-H's scale factor: 1 is six million line items
     */
    public TpchLoader(ConnectionOpener connections, double scale) {
        if (!(scale >= SMALLEST_SCALE)) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid scale: " + scale + " (at least " + SMALLEST_SCALE + ", below which keys repeat)");
        }
        this.connections = connections;
        this.scale = scale;
    }

    /** Returns about how many rows a scale has, for progress. */
    public static long expectedRows(double scale) {
        return TpchTableDefinition.expectedRows(scale);
    }

    /** Makes and loads the tables unless the database holds them already at this scale; returns whether it had to. */
    public boolean loadIfAbsent(LoadProgress progress) {
        if (!createTables()) {
            return false;
        }
        fill(progress);
        return true;
    }

    /**
     * Makes the empty tables, so that others can look at them while they are filled; returns false if the database holds
     * full ones already at this scale.
     */
    boolean createTables() {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            if (isLoaded(statement)) {
                return false;
            }
            statement.execute("COMMENT ON SCHEMA public IS NULL");
            for (TpchTableDefinition table : TpchTableDefinition.values()) {
                statement.execute("DROP TABLE IF EXISTS public." + table.table() + " CASCADE");
                statement.execute(table.createStatement());
            }
            return true;
        } catch (SQLException e) {
            throw cannotLoad(e);
        }
    }

    /** Fills the tables that {@link #createTables} made, and indexes and analyses them. */
    void fill(LoadProgress progress) {
        try {
            load(progress);
        } catch (SQLException e) {
            throw cannotLoad(e);
        }
    }

    private static ColonnadeException cannotLoad(SQLException cause) {
        return ColonnadeException.causedBy(
                cause, ErrorKind.UNAVAILABLE, SqlState.CONNECTION_FAILURE, "Cannot load TPC-H: " + cause.getMessage());
    }

    private boolean isLoaded(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT obj_description('public'::regnamespace, 'pg_namespace')")) {
            return row.next() && mark().equals(row.getString(1));
        }
    }

    private void load(LoadProgress progress) throws SQLException {
        int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        ExecutorService executor = Executors.newFixedThreadPool(threads, TpchLoader::daemon);
        try {
            CompletionService<Void> completion = new ExecutorCompletionService<>(executor);
            for (TpchTableDefinition table : TpchTableDefinition.values()) {
                completion.submit(() -> {
                    loadTable(table, progress);
                    return null;
                });
            }
            for (int i = 0; i < TpchTableDefinition.values().length; i++) {
                completion.take().get();
            }
            finish();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException failure
                    ? failure
                    : new SQLException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("loading was interrupted", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private void loadTable(TpchTableDefinition table, LoadProgress progress) throws SQLException, IOException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                copy(connection, table, progress);
                for (String index : table.indexStatements()) {
                    statement.execute(index);
                }
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute("VACUUM (ANALYZE) public." + table.table());
            }
        }
    }

    private void copy(Connection connection, TpchTableDefinition table, LoadProgress progress) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyStatement());
        StringBuilder chunk = new StringBuilder(CHUNK + 1_024);
        long unreported = 0;
        try {
            for (TpchEntity row : table.generator().createGenerator(scale, 1, 1)) {
                String line = row.toLine();
                // The generator ends each line with a separator, as dbgen does; COPY would see one more column.
                chunk.append(line, 0, line.length() - 1).append("\n");
                if (chunk.length() >= CHUNK) {
                    send(copy, chunk);
                }
                if (++unreported == REPORT_EVERY) {
                    progress.rowsSent(unreported);
                    unreported = 0;
                }
            }
            send(copy, chunk);
            copy.endCopy();
            progress.rowsSent(unreported);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder chunk) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SQLException("loading was interrupted");
        }
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
    }

    /** The mark comes last, so that an interrupted load is never taken for a finished one. */
    private void finish() throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COMMENT ON SCHEMA public IS " + PostgresLiterals.text(mark()));
        }
    }

    private String mark() {
        return "TPC-H at scale " + scale;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tpch-loader");
        thread.setDaemon(true);
        return thread;
    }
}
