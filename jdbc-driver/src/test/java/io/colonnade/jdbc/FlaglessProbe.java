package io.colonnade.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a program of a user does, started by {@link ShadedJarIT} in a JVM of its own: the JDK and the shaded jar. */
public final class FlaglessProbe {
    private FlaglessProbe() {}

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0], "alice", "secret");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select")) {
            while (rows.next()) {
                System.out.println(rows.getInt(1) + " " + rows.getString(2) + " " + rows.getBigDecimal(3));
            }
        }
        try {
            DriverManager.getConnection("jdbc:colonnade://localhost:1").close();
        } catch (SQLException e) {
            System.out.println(e.getSQLState());
        }
    }
}
