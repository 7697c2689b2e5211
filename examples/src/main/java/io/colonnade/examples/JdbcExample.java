package io.colonnade.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads governed rows through Colonnade's JDBC driver. The first argument is a JDBC URL; without one it asks the demo as
 * {@code alice}, who sees Europe only, with names redacted.
 */
public final class JdbcExample {
    private static final String DEMO = "jdbc:colonnade://127.0.0.1:50051/?user=alice&password=alice";

    private static final String QUERY = """
            SELECT nation, name, phone, account_balance
            FROM sales_analytics.customers
            WHERE market_segment = ?
            ORDER BY account_balance DESC, id
            LIMIT 5
            """;

    private JdbcExample() {}

    /** Prints the richest customers of a market segment. */
    public static void main(String[] arguments) throws SQLException {
        String url = arguments.length > 0 ? arguments[0] : DEMO;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, "BUILDING");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    System.out.printf(
                            "%-16s %-12s %-6s %12s%n",
                            rows.getString("nation"),
                            rows.getString("name"),
                            rows.getString("phone"),
                            rows.getBigDecimal("account_balance"));
                }
            }
        }
    }
}
