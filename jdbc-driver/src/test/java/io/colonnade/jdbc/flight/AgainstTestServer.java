package io.colonnade.jdbc.flight;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Tests of the driver at a server that answers what they tell it to. */
abstract class AgainstTestServer {
    final TestTables tables = new TestTables();
    final TestFlightServer server = new TestFlightServer();

    @AfterEach
    final void closeServer() {
        server.close();
        tables.close();
    }

    /** Has the server answer each of some statements with three rows. */
    final void answer(String... statements) {
        for (String statement : statements) {
            server.service.results.put(statement, List.of(tables.people(1, 3)));
        }
    }

    final Connection connect() throws SQLException {
        return connect("");
    }

    final Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:colonnade://" + server.address() + "/?" + properties, "alice", "secret");
    }
}
