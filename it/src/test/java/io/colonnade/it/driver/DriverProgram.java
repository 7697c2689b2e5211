package io.colonnade.it.driver;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a program of a user does with the driver, written for Java 11: {@link DriverInHostsIT} compiles and starts it there. */
public final class DriverProgram {
    private DriverProgram() {}

    /** Prints the version of Java, the jar of each class that is named after the URL, and what the server answers. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        out.println(System.getProperty("java.specification.version"));
        for (int i = 1; i < arguments.length; i++) {
            String jar = Class.forName(arguments[i])
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            out.println(jar.substring(jar.lastIndexOf('/') + 1));
        }
        answers(arguments[0]).forEach(out::println);
        out.println(stateOfABadQuery(arguments[0]));
    }

    /** Returns every value of every type, read with a parameter, as objects and as text. */
    static List<String> answers(String url) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = connect(url);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM clients.kinds WHERE id < ? ORDER BY id")) {
            statement.setInt(1, 5);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        Object value = rows.getObject(column);
                        answers.add((value == null ? "" : value.getClass().getName()) + " "
                                + String.valueOf(rows.getString(column)).replace("\n", "\\n"));
                    }
                }
            }
        }
        return answers;
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "admin", "admin");
    }

    private static String stateOfABadQuery(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            connection.createStatement().executeQuery("SELECT nothing FROM clients.kinds");
            return "no error";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
