package io.colonnade.source.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;

/** The connections of a source: lazy, read-only, each with the same session settings. Thread-safe. */
final class PostgresPool implements AutoCloseable {
    /** What every transaction begins with: said each time, since a session's default can be changed. */
    static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** Statements, and not connection options: connection poolers in front of a database refuse those. */
    private static final String SESSION = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
            + " SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET jit = off;"
            + " SET default_transaction_read_only = on";

    private final PostgresSettings settings;
    private final HikariDataSource connections;

    PostgresPool(PostgresSettings settings) {
        this.settings = settings;
        this.connections = new HikariDataSource(configuration(settings));
    }

    private static HikariConfig configuration(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.name());
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.maximumPoolSize());
        config.setMinimumIdle(Math.min(2, settings.maximumPoolSize()));
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setConnectionInitSql(SESSION + "; SET statement_timeout = "
                + settings.statementTimeout().toMillis());
        config.addDataSourceProperty("ApplicationName", "colonnade");
        config.addDataSourceProperty("prepareThreshold", "0");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("cancelSignalTimeout", "2");
        config.addDataSourceProperty("maxResultBuffer", "128M");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    /**
     * Takes a connection.
     *
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if there is none to be had, RESOURCE_EXHAUSTED if all
     *     are in use
     */
    Connection take() {
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
            connection.setAutoCommit(true);
            T answer = question.ask(connection);
            connection.setAutoCommit(false);
            return answer;
        } catch (SQLException failure) {
            throw PostgresErrors.running(settings, failure);
        } finally {
            giveBack(connection);
        }
    }

    /** Ends a transaction and gives its connection back; closes the connection if that fails. */
    void giveBack(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException broken) {
            connections.evictConnection(connection);
        }
    }

    /** Closes a connection whose state is not certain, such as after a cancel that may still be on its way. */
    void discard(Connection connection) {
        connections.evictConnection(connection);
    }

    @Override
    public void close() {
        connections.close();
    }
}
