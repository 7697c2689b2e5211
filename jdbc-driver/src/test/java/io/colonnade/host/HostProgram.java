package io.colonnade.host;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a program of a user does, in a JVM that has the shaded jar and nothing else of ours. */
public final class HostProgram {
    private HostProgram() {}

    public static void main(String[] args) throws SQLException, ClassNotFoundException {
        try (Connection connection = DriverManager.getConnection(args[0], "alice", "secret");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select")) {
            while (rows.next()) {
                System.out.println(rows.getInt(1) + " " + rows.getString(2) + " " + rows.getBigDecimal(3));
            }
        }
        System.out.println(refusal("jdbc:colonnade://localhost:1"));
        System.out.println(refusal("jdbc:colonnade://localhost:1"
                + "?oauthFlow=browser&oauthClientId=c&oauthIssuer=https%3A%2F%2Flocalhost%3A1&loginTimeout=2"));
        System.out.println(Class.forName("io.colonnade.jdbc.ColonnadeDriver").getModule());
    }

    private static String refusal(String url) {
        try {
            DriverManager.getConnection(url).close();
            return "connected";
        } catch (SQLException e) {
            return e.getSQLState() + (e.getMessage().contains("jdk.httpserver") ? " no jdk.httpserver" : "");
        }
    }
}
