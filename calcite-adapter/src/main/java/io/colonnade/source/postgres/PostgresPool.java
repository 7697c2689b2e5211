package io.colonnade.source.postgres;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.colonnade.source.SourceState;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.source.postgres.wire.WireDataSource;
import io.colonnade.source.postgres.wire.WireResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.BufferAllocator;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of a source: lazy, read-only, each with the same session settings. Thread-safe. */
final class PostgresPool implements Connections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPool.class);

    /** What every transaction of pgjdbc's begins with: said each time, since a session's default can be changed. */
    static final String TRANSACTION = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** Statements, and not connection options: connection poolers in front of a database refuse those. */
    private static final String SESSION = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
            + " SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET jit = off;"
            + " SET default_transaction_read_only = on";

    /**
     * PostgreSQL's own default is for disks that turn, and has it read a table of a million rows to find the children of a thousand.
     * What somebody has set, for the server, the database or the role, holds.
     */
    private static final String PAGE_COST = "SELECT set_config('random_page_cost', '1.1', false) FROM pg_settings"
            + " WHERE name = 'random_page_cost' AND source = 'default'";

    private static final String UNKNOWN_STATEMENT = "26000";

    /** What is never taken to make something faster that goes without. */
    private static final double KEPT_SHARE = 0.25;

    private static final int REMEMBERED_STATEMENTS = 500;

    private final PostgresSettings settings;
    private final WireDataSource connector;
    private final HikariDataSource connections;
    private volatile boolean keepsStatements = true;
    private final Cache<String, String> numbered =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED_STATEMENTS).build();

    PostgresPool(PostgresSettings settings) {
        this.settings = settings;
        this.connector = connector(settings);
        this.connections = new HikariDataSource(configuration(settings, connector));
    }

    private static WireDataSource connector(PostgresSettings settings) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.APPLICATION_NAME.set(properties, "colonnade");
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 2);
        PGProperty.MAX_RESULT_BUFFER.set(properties, "128M");
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return new WireDataSource(settings.url(), settings.unixSocket(), properties);
    }

    private static HikariConfig configuration(PostgresSettings settings, WireDataSource connector) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.name());
        config.setDataSource(connector);
        config.setMaximumPoolSize(settings.maximumPoolSize());
        config.setMinimumIdle(Math.min(2, settings.maximumPoolSize()));
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        // In a transaction, the settings of the session would be undone by its first rollback.
        config.setAutoCommit(true);
        // Said, and not asked of the first connection: if that one breaks while it is asked, Hikari keeps what it has
        // not
        // learnt, and refuses every later connection.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(SESSION + "; SET statement_timeout = "
                + settings.statementTimeout().toMillis() + "; " + PAGE_COST);
        return config;
    }

    @Override
    public Connection take() {
        long start = System.nanoTime();
        try {
            return connections.getConnection();
        } catch (SQLException failure) {
            HikariPoolMXBean numbers = connections.getHikariPoolMXBean();
            boolean exhausted = failure.getCause() == null && numbers != null && numbers.getTotalConnections() > 0;
            throw exhausted
                    ? PostgresErrors.exhausted(settings, failure, System.nanoTime() - start, numbers)
                    : PostgresErrors.unreachable(settings, failure);
        }
    }

    /** A short question about the database, which reads no rows of a contract. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks on a connection of its own, and in no transaction: beginning and ending one would take longer. */
    <T> T ask(Question<T> question) {
        Connection connection = take();
        try {
            return question.ask(connection);
        } catch (SQLException failure) {
            throw PostgresErrors.running(settings, failure);
        } finally {
            giveBack(connection);
        }
    }

    /** Returns whether so many more may be taken, and enough are left for others. */
    boolean hasSpare(int wanted) {
        HikariPoolMXBean numbers = connections.getHikariPoolMXBean();
        int left = settings.maximumPoolSize() - numbers.getActiveConnections() - wanted;
        return numbers.getThreadsAwaitingConnection() == 0
                && left >= Math.ceil(settings.maximumPoolSize() * KEPT_SHARE);
    }

    SourceState state() {
        HikariPoolMXBean numbers = connections.getHikariPoolMXBean();
        return numbers == null
                ? new SourceState(0, 0, 0, settings.maximumPoolSize(), false)
                : new SourceState(
                        numbers.getActiveConnections(),
                        numbers.getIdleConnections(),
                        numbers.getThreadsAwaitingConnection(),
                        settings.maximumPoolSize(),
                        false);
    }

    /** Returns whether the database may keep statements for a connection. */
    boolean keepsStatements() {
        return keepsStatements;
    }

    /** A name that the database does not know means that a pooler between gives each transaction another of its connections. */
    void keptInVain(SQLException failure) {
        if (UNKNOWN_STATEMENT.equals(failure.getSQLState()) && keepsStatements) {
            keepsStatements = false;
            LOG.info(
                    "Statements for source '{}' are parsed anew at each run: something between pools its connections",
                    settings.name());
        }
    }

    /** Returns whether somebody waits for a connection. */
    boolean isWanted() {
        return connections.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0;
    }

    /** Lends the socket of a connection that was taken to a reader of binary rows. */
    WireResult result(
            Connection connection,
            List<ResultColumn> columns,
            IntPredicate sentAsText,
            int batchRows,
            BufferAllocator allocator)
            throws SQLException {
        return new WireResult(connector, connection, columns, sentAsText, batchRows, allocator);
    }

    /**
     * Returns a statement with numbers for its placeholders. The driver's own parser tells them from a question mark in a text, a
     * name or an operator.
     */
    String numbered(Connection connection, String sql) throws SQLException {
        String known = numbered.getIfPresent(sql);
        if (known != null) {
            return known;
        }
        String made = connection
                .unwrap(BaseConnection.class)
                .createQuery(sql, false, true)
                .query
                .getNativeSql();
        numbered.put(sql, made);
        return made;
    }

    @Override
    public boolean areInTransaction() {
        return false;
    }

    @Override
    public boolean stayInTransaction() {
        return false;
    }

    /** Ends a transaction and gives its connection back; closes the connection if that fails. */
    @Override
    public void giveBack(Connection connection) {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException broken) {
            connections.evictConnection(connection);
        }
    }

    @Override
    public void discard(Connection connection) {
        connections.evictConnection(connection);
    }

    @Override
    public void close() {
        connections.close();
    }
}
