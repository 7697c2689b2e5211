package io.colonnade.it.driver;

import io.colonnade.it.server.RunningServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Our driver at the shared server. */
final class JdbcSession {
    private JdbcSession() {}

    static String url() {
        return "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort();
    }

    /** Connects a user, whose password is the name. */
    static Connection of(String user) throws SQLException {
        return DriverManager.getConnection(url(), user, user);
    }
}
