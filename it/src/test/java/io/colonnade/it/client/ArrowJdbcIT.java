package io.colonnade.it.client;

import static io.colonnade.it.client.ResultRows.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.RunningServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Arrow's own JDBC driver. Where it is wrong by itself (instants through {@code getTimestamp}, times in zones), its right
 * way to the value is what is tested.
 */
final class ArrowJdbcIT extends JdbcContract {
    /** It logs what it also throws. */
    private static final Logger NOISE = Logger.getLogger("org.apache.arrow.driver.jdbc");

    @BeforeAll
    static void silence() {
        NOISE.setLevel(Level.OFF);
    }

    @Override
    Connection connect(String user, String password) throws SQLException {
        return connect("", user, password);
    }

    private static Connection connect(String more, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        properties.put("useEncryption", "false");
        int port = RunningServer.shared().flightPort();
        return DriverManager.getConnection("jdbc:arrow-flight-sql://127.0.0.1:" + port + more, properties);
    }

    @Test
    void instantsAreRightAsOffsetDateTimes() throws Exception {
        for (String zone : Zones.NASTY) {
            Instant instant = Zones.in(zone, () -> {
                try (Statement statement = as("admin").createStatement();
                        ResultSet row = statement.executeQuery("SELECT a_moment FROM clients.kinds WHERE id = 1")) {
                    row.next();
                    return row.getObject(1, OffsetDateTime.class).toInstant();
                }
            });
            assertThat(instant).as(zone).isEqualTo(Instant.parse("2024-07-01T12:00:00Z"));
        }
    }

    /** This driver takes a column's remarks for its label, where a result has them. */
    @Test
    void aColumnThatTheContractDescribesKeepsItsNameAsLabel() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet row = statement.executeQuery("SELECT phone FROM sales_analytics.customers LIMIT 1")) {
            assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("phone");
        }
    }

    @Test
    void catalogPropertyIsTaken() throws SQLException {
        Connection connection = connect("?catalog=colonnade", "admin", "admin");
        assertThat(query(connection, "SELECT 1")).hasSize(1);
        // Driver 18.3.0 shuts its channel down, and then sends CloseSession over it.
        assertThatThrownBy(connection::close).hasMessageContaining("Channel shutdown invoked");
    }
}
