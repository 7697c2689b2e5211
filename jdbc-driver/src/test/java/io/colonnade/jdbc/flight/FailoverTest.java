package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several hosts, and servers that stop, start again, or forget a session. */
@Timeout(60)
class FailoverTest {
    private final TestTables tables = new TestTables();
    private final TestFlightServer first = new TestFlightServer();
    private final TestFlightServer second = new TestFlightServer();

    @BeforeEach
    void results() {
        answer(first, 10);
        answer(second, 20);
    }

    private void answer(TestFlightServer server, int id) {
        for (String key : List.of("select", "select in tx", "unbound", "CommandGetSqlInfo")) {
            server.service.results.put(key, List.of(tables.people(id, 3)));
        }
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        tables.close();
    }

    private Connection connect(String path) throws SQLException {
        String url = "jdbc:colonnade://" + first.address() + "," + second.address() + path;
        return DriverManager.getConnection(url, "alice", "secret");
    }

    private static int firstId(Connection connection, String sql) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static void assertState(SQLException failure, String state) {
        assertThat(failure.getSQLState()).isEqualTo(state);
    }

    @Test
    void theFirstHostThatAnswersIsTaken() throws SQLException {
        try (Connection connection = connect("")) {
            assertThat(firstId(connection, "select")).isEqualTo(10);
        }
        first.close();
        try (Connection connection = connect("")) {
            assertThat(firstId(connection, "select")).isEqualTo(20);
        }
    }

    @Test
    void aWrongPasswordIsNotTriedAtEveryHost() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:colonnade://" + first.address() + "," + second.address(), "alice", "wrong"))
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "28000"));
        assertThat(second.service.headers.keys()).isEmpty();
    }

    @Test
    void whereNobodyAnswersEachHostIsNamed() {
        first.close();
        second.close();
        assertThatThrownBy(() -> connect(""))
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08001"))
                .hasMessageContaining(first.address())
                .hasMessageContaining(second.address());
    }

    @Test
    void aStatementIsAskedAgainAtTheNextHostWithTheSameSchema() throws SQLException {
        try (Connection connection = connect("/sales")) {
            connection.setSchema("other");
            first.close();
            assertThat(firstId(connection, "select")).isEqualTo(20);
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(second.service.calls)
                .containsExactly(
                        "Handshake",
                        "SetSessionOptions",
                        "GetFlightInfo select",
                        "DoGet select",
                        "GetFlightInfo CommandGetSqlInfo",
                        "CloseSession");
    }

    @Test
    void aServerThatTakesNoNewWorkMakesWayForTheNext() throws SQLException {
        first.service.failures.put("select", Status.UNAVAILABLE.withDescription("Cannot start: the server stops"));
        try (Connection connection = connect("")) {
            assertThat(firstId(connection, "select")).isEqualTo(20);
        }
    }

    @Test
    void aPreparedStatementGoesOnAtTheNextHost() throws SQLException {
        try (Connection connection = connect("");
                PreparedStatement statement = connection.prepareStatement("select")) {
            first.close();
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(20);
            }
        }
    }

    @Test
    void aServerThatCameBackIsLoggedInToAgain() throws SQLException {
        String url = "jdbc:colonnade://" + first.address() + "/sales";
        try (Connection connection = DriverManager.getConnection(url, "alice", "secret")) {
            first.close();
            try (TestFlightServer again = TestFlightServer.inPlaceOf(first)) {
                answer(again, 30);
                assertThat(firstId(connection, "select")).isEqualTo(30);
                assertThat(again.service.calls).startsWith("Handshake", "SetSessionOptions", "GetFlightInfo select");
            }
        }
    }

    @Test
    void aTransactionEndsWithItsServer() throws SQLException {
        try (Connection connection = connect("")) {
            connection.setAutoCommit(false);
            assertThat(firstId(connection, "select")).isEqualTo(10);
            first.close();
            assertThatThrownBy(() -> firstId(connection, "select"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08006"));
            assertThatThrownBy(connection::rollback)
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08006"));
            assertThat(firstId(connection, "select")).isEqualTo(20);
        }
        assertThat(second.service.calls).startsWith("Handshake", "BeginTransaction");
    }

    @Test
    void rowsThatHaveBeenSeenAreNotReadAgain() throws SQLException {
        first.service.results.put(TestFlightService.ENDLESS, List.of(tables.people(1, 10)));
        try (Connection connection = connect("");
                ResultSet rows = connection.createStatement().executeQuery(TestFlightService.ENDLESS)) {
            assertThat(rows.next()).isTrue();
            first.close();
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            assertThat(rows.getInt(1)).isPositive();
                        }
                    })
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08006"));
        }
        assertThat(second.service.calls).isEmpty();
    }
}
