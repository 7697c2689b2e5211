package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is closed while another thread is at work with it, or while the server is silent. */
@Timeout(20)
class ClosingTest {
    private final TestTables tables = new TestTables();
    private final TestFlightServer server = new TestFlightServer();

    @BeforeEach
    void results() {
        for (String key : List.of("unbound", TestFlightService.HANGS_AFTER_A_BATCH)) {
            server.service.results.put(key, List.of(tables.people(1, 1)));
        }
    }

    @AfterEach
    void close() {
        server.close();
        tables.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:colonnade://" + server.address(), "alice", "secret");
    }

    /** Runs in a thread of its own and returns once that waits for the server. */
    private static Future<String> waiting(Callable<?> work) {
        FutureTask<String> state = new FutureTask<>(
                () -> catchThrowableOfType(SQLException.class, work::call).getSQLState());
        Thread thread = new Thread(state);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return state;
    }

    private void awaitCall(String call) {
        while (!server.service.calls.contains(call)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void closingAStatementCancelsWhatAnotherThreadRunsWithIt() throws Exception {
        try (Connection connection = connect()) {
            Statement statement = connection.createStatement();
            Future<String> state = waiting(() -> statement.executeQuery(TestFlightService.HANGS_IN_PLANNING));
            awaitCall("GetFlightInfo " + TestFlightService.HANGS_IN_PLANNING);
            statement.close();
            assertThat(state.get()).isEqualTo("57014");
            assertThat(server.service.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aResultThatIsClosedWhileItIsReadIsNotTakenForAShortOne() throws Exception {
        try (Connection connection = connect()) {
            ResultSet rows = connection.createStatement().executeQuery(TestFlightService.HANGS_AFTER_A_BATCH);
            assertThat(rows.next()).isTrue();
            Future<String> state = waiting(rows::next);
            rows.close();
            assertThat(state.get()).isEqualTo("24000");
        }
    }

    @Test
    void aResultWhoseStatementIsClosedWhileItIsReadIsNotTakenForAShortOne() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(TestFlightService.HANGS_AFTER_A_BATCH);
            assertThat(rows.next()).isTrue();
            Future<String> state = waiting(rows::next);
            statement.close();
            assertThat(state.get()).isIn("57014", "24000");
        }
    }

    @Test
    void aSilentServerIsWaitedForOnceAndNotForEachThingThatIsOpen() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        for (int i = 0; i < 12; i++) {
            connection.prepareStatement("select");
        }
        server.service.hanging.addAll(List.of("ClosePreparedStatement", "EndTransaction", "CloseSession"));
        connection.close();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void closingDoesNotWaitForATransactionThatTheServerDoesNotBegin() throws Exception {
        server.service.hanging.add("BeginTransaction");
        Connection connection = connect();
        connection.setAutoCommit(false);
        Future<String> state = waiting(() -> connection.prepareStatement("select"));
        awaitCall("BeginTransaction");
        connection.close();
        assertThat(state.get()).isEqualTo("08006");
    }
}
