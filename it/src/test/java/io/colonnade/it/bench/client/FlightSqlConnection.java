package io.colonnade.it.bench.client;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A connection of a driver that speaks Flight SQL, without encryption: Colonnade's, or Arrow's. */
final class FlightSqlConnection implements JdbcConnection {
    private final Connection connection;
    private final Statement statement;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private FlightSqlConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    static FlightSqlConnection ofColonnade(Settings settings) throws SQLException {
        return new FlightSqlConnection(connect("jdbc:colonnade://", settings, new Properties()));
    }

    static FlightSqlConnection ofArrow(Settings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("useEncryption", "false");
        return new FlightSqlConnection(connect("jdbc:arrow-flight-sql://", settings, properties));
    }

    private static Connection connect(String scheme, Settings settings, Properties properties) throws SQLException {
        if (!settings.token().isEmpty()) {
            properties.setProperty("token", settings.token());
        }
        return DriverManager.getConnection(scheme + settings.host() + ":" + settings.port(), properties);
    }

    @Override
    public ResultSet query(String sql) throws SQLException {
        return statement.executeQuery(sql);
    }

    @Override
    public PreparedStatement forKey(String sql) throws SQLException {
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
