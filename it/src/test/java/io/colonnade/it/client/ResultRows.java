package io.colonnade.it.client;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What JDBC drivers give, as lists of text. */
public final class ResultRows {
    private ResultRows() {}

    /** Reads a result to its end: the named columns, or all. */
    public static List<List<@Nullable String>> rows(ResultSet result, String... columns) throws SQLException {
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

    /** Reads one column of a result to its end. */
    public static List<@Nullable String> column(ResultSet result, String name) throws SQLException {
        return rows(result, name).stream().map(row -> row.get(0)).toList();
    }

    /** Asks a query. */
    public static List<List<@Nullable String>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return rows(statement.executeQuery(sql));
        }
    }
}
