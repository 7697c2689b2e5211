package io.colonnade.it.driver;

import io.colonnade.it.server.RunningServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our driver at the shared server, and results as lists of text. */
final class JdbcSession {
    private JdbcSession() {}

    static String url() {
        return "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort();
    }

    /** Connects a user, whose password is the name. */
    static Connection of(String user) throws SQLException {
        return DriverManager.getConnection(url(), user, user);
    }

    /** Reads a result to its end: the named columns, or all. */
    static List<List<@Nullable String>> rows(ResultSet result, String... columns) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; columns.length == 0 && i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                for (String column : columns) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static List<@Nullable String> column(ResultSet result, String name) throws SQLException {
        return rows(result, name).stream().map(row -> row.get(0)).toList();
    }

    static List<List<@Nullable String>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return rows(statement.executeQuery(sql));
        }
    }
}
