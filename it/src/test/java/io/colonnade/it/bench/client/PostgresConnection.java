package io.colonnade.it.bench.client;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A connection of pgjdbc: binary transfer at once, results through a cursor. */
final class PostgresConnection implements JdbcConnection {
    static final int FETCH_SIZE = 10_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    PostgresConnection(Settings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        // -1 asks for binary values from the first execution on, and not from the fifth.
        properties.setProperty("prepareThreshold", "-1");
        connection = DriverManager.getConnection(
                "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/" + settings.database(), properties);
    }

    @Override
    public ResultSet query(String sql) throws SQLException {
        connection.setAutoCommit(false);
        PreparedStatement statement = prepared(sql);
        statement.setFetchSize(FETCH_SIZE);
        return statement.executeQuery();
    }

    @Override
    public PreparedStatement forKey(String sql) throws SQLException {
        connection.setAutoCommit(true);
        return prepared(sql);
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
