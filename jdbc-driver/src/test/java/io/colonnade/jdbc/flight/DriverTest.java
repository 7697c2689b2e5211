package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.impl.Flight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver through java.sql against a real gRPC server: login, calls made, errors, cancel, timeouts, back-pressure. */
@Timeout(60)
class DriverTest extends AgainstTestServer {
    @BeforeEach
    void results() {
        answer("select", "unbound", "bound", "CommandGetSqlInfo", "select in tx");
        server.service.results.put(TestFlightService.HANGS_IN_READING, List.of(tables.people(1, 1)));
        server.service.results.put(TestFlightService.ENDLESS, List.of(tables.people(1, 50_000)));
    }

    private static void assertState(SQLException failure, String state) {
        assertThat(failure.getSQLState()).isEqualTo(state);
    }

    @Test
    void aQueryCostsTwoCallsAfterOneForTheLogin() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select")) {
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("ID")).isEqualTo(1);
            assertThat(rows.getString("name")).isEqualTo("n1");
            assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("1.50"));
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal(3)).isNull();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getDouble(3)).isZero();
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
        assertThat(server.service.calls)
                .containsExactly("Handshake", "GetFlightInfo select", "DoGet select", "CloseSession");
    }

    @Test
    void endpointsAreReadInTheirOrder() throws SQLException {
        server.service.results.put("parts", List.of(tables.people(1, 2), tables.people(3, 0), tables.people(3, 2)));
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery("parts")) {
            for (int id = 1; id <= 4; id++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.isLast()).isEqualTo(id == 4);
                assertThat(rows.getInt(1)).isEqualTo(id);
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void resultMetadataIsWholeAlsoWithoutRows() throws SQLException {
        server.service.results.put("none", List.of(tables.people(1, 0)));
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery("none")) {
            ResultSetMetaData metadata = rows.getMetaData();
            assertThat(metadata.getColumnCount()).isEqualTo(3);
            assertThat(metadata.getColumnType(1)).isEqualTo(Types.INTEGER);
            assertThat(metadata.isSigned(1)).isTrue();
            assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(metadata.getColumnTypeName(2)).isEqualTo("text");
            assertThat(metadata.getTableName(2)).isEqualTo("people");
            assertThat(metadata.getColumnClassName(3)).isEqualTo("java.math.BigDecimal");
            assertThat(metadata.getPrecision(3)).isEqualTo(12);
            assertThat(metadata.getScale(3)).isEqualTo(2);
            assertThat(metadata.isNullable(3)).isEqualTo(ResultSetMetaData.columnNullable);
            assertThat(rows.isBeforeFirst()).isFalse();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aTokenLogsInToo() throws SQLException {
        String url = "jdbc:colonnade://" + server.address();
        try (Connection connection = DriverManager.getConnection(url + "?token=good")) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url + "?token=bad"))
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "28000"));
        assertThatThrownBy(() -> DriverManager.getConnection(url, "alice", "wrong"))
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "28000"))
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "28000"));
    }

    @Test
    void nobodyAtTheAddressIs08001() {
        server.close();
        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08001"))
                .hasMessageContaining("localhost")
                .hasMessageContaining("refused");
    }

    @Test
    void aServerThatGoesAwayIs08006AndTheConnectionInvalid() throws SQLException {
        try (Connection connection = connect()) {
            server.close();
            assertThatThrownBy(() -> connection.createStatement().executeQuery("select"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08006"));
            assertThat(connection.isValid(5)).isFalse();
        }
    }

    @Test
    void theServersSqlStateComesThroughAndStatusCodesDecideOtherwise() throws SQLException {
        server.service.failures.put("bad", Status.INVALID_ARGUMENT.withDescription("Cannot parse the query"));
        server.service.failures.put("gone", Status.NOT_FOUND);
        server.service.failures.put("closed", Status.PERMISSION_DENIED);
        server.service.failures.put("full", Status.RESOURCE_EXHAUSTED);
        server.service.failures.put("later", Status.UNIMPLEMENTED);
        server.service.failures.put("dropped", Status.CANCELLED);
        Map<String, String> states = Map.of(
                "dropped", "08006", "bad", "42601", "gone", "42P01", "closed", "42501", "full", "53000", "later",
                "0A000");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            states.forEach((sql, state) -> assertThatThrownBy(() -> statement.executeQuery(sql))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, state)));
        }
    }

    @Test
    void theTimeoutHoldsWhilePlanningAndWhileReading() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            for (String sql : List.of(TestFlightService.HANGS_IN_PLANNING, TestFlightService.HANGS_IN_READING)) {
                assertThatThrownBy(() -> statement.executeQuery(sql))
                        .isInstanceOf(SQLTimeoutException.class)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "57014"))
                        .hasMessageContaining("1 s");
            }
        }
    }

    @Test
    void cancelFromAnotherThreadReachesTheServer() throws Exception {
        for (String sql : List.of(TestFlightService.HANGS_IN_PLANNING, TestFlightService.HANGS_IN_READING)) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                CompletableFuture<Void> later = CompletableFuture.runAsync(() -> cancelWhenRunning(statement, sql));
                assertThatThrownBy(() -> statement.executeQuery(sql))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "57014"))
                        .hasMessageContaining("cancelled");
                later.get();
            }
        }
        assertThat(server.service.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void cancelWhenRunning(Statement statement, String sql) {
        try {
            while (server.service.calls.stream().noneMatch(call -> call.endsWith(sql))) {
                Thread.sleep(5);
            }
            Thread.sleep(100);
            statement.cancel();
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIdleReaderHoldsTheServerBackAndClosingStopsIt() throws Exception {
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(TestFlightService.ENDLESS)) {
            rows.next();
            Thread.sleep(1_000);
            int sent = server.service.batchesSent.get();
            Thread.sleep(300);
            assertThat(server.service.batchesSent.get()).isEqualTo(sent).isLessThan(20);
        }
        assertThat(server.service.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void maxRowsCutsTheResultAndStopsTheServer() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(50_001);
            int count = 0;
            try (ResultSet rows = statement.executeQuery(TestFlightService.ENDLESS)) {
                while (rows.next()) {
                    count++;
                }
            }
            assertThat(count).isEqualTo(50_001);
            assertThat(server.service.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBoundStatementGoesOnWithTheHandleThatComesBack() throws SQLException {
        server.service.parameterSchema = ByteString.copyFrom(tables.people(1, 0).encapsulatedSchema());
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            assertThat(statement.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(statement.getParameterMetaData().getParameterType(3)).isEqualTo(Types.DECIMAL);
            statement.setString(1, "7");
            statement.setObject(2, "x");
            assertThatThrownBy(statement::executeQuery)
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "07001"))
                    .hasMessageContaining("parameter 3 of 3");
            statement.setBigDecimal(3, BigDecimal.TEN);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
        assertThat(server.service.calls)
                .containsExactly(
                        "Handshake",
                        "CreatePreparedStatement",
                        "DoPut unbound",
                        "GetFlightInfo bound",
                        "DoGet bound",
                        "ClosePreparedStatement",
                        "CloseSession");
        assertThat(server.service.boundParameters.isEmpty()).isFalse();
    }

    @Test
    void transactionsAreBegunAndEndedAtTheServer() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().executeQuery("select").close();
            connection.rollback();
            connection.rollback();
        }
        assertThat(server.service.calls)
                .containsExactly(
                        "Handshake",
                        "BeginTransaction",
                        "GetFlightInfo select in tx",
                        "DoGet select in tx",
                        "EndTransaction",
                        "CloseSession");
    }

    @Test
    void whatIsNoIsolationLevelIsRefused() throws SQLException {
        try (Connection connection = connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            for (int level : new int[] {-1, 0, 3, 8, 99}) {
                assertThatThrownBy(() -> connection.setTransactionIsolation(level))
                        .isInstanceOf(SQLFeatureNotSupportedException.class);
            }
        }
    }

    @Test
    void aServerWithoutTransactionsIsNotPretendedToHaveThem() throws SQLException {
        server.service.failures.put("BeginTransaction", Status.UNIMPLEMENTED);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> connection.createStatement().executeQuery("select"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
        }
    }

    @Test
    void theSchemaIsSetAtTheServer() throws SQLException {
        String url = "jdbc:colonnade://" + server.address() + "/sales";
        try (Connection connection = DriverManager.getConnection(url, "alice", "secret")) {
            assertThat(connection.getSchema()).isEqualTo("sales");
            connection.setSchema("other");
            assertThat(connection.getSchema()).isEqualTo("other");
        }
        assertThat(server.service.calls)
                .containsExactly("Handshake", "SetSessionOptions", "SetSessionOptions", "CloseSession");
    }

    @Test
    void aSchemaThatIsNotThereIsRefusedByNameAndTheOldOneStays() throws SQLException {
        try (Connection connection = connect()) {
            String before = connection.getSchema();
            server.service.setSessionOptionsResult = Flight.SetSessionOptionsResult.newBuilder()
                    .putErrors(
                            "schema",
                            Flight.SetSessionOptionsResult.Error.newBuilder()
                                    .setValue(Flight.SetSessionOptionsResult.ErrorValue.INVALID_VALUE)
                                    .build())
                    .build();
            assertThatThrownBy(() -> connection.setSchema("nowhere"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                    .hasMessage("Cannot set schema: the server has no 'nowhere', or not for this user");
            assertThat(connection.getSchema()).isEqualTo(before);
        }
    }

    @Test
    void closingTheConnectionClosesWhatItOpened() throws SQLException {
        Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select");
        connection.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08003"));
        assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "late"))
                .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "08003"));
    }

    @Test
    void anErrorIsNeverInTheStateOfSuccess() {
        Metadata trailers = new Metadata();
        trailers.put(StatusErrors.SQLSTATE, "00000");
        SQLException failure =
                StatusErrors.toSqlException(Status.INTERNAL, trailers, CallScope.statement(Duration.ZERO), "server");
        assertState(failure, "XX000");
    }

    @Test
    void misuseOfAResultIsExplained() throws SQLException {
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery("select")) {
            assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("call next()");
            rows.next();
            assertThatThrownBy(() -> rows.getInt(9)).hasMessageContaining("3 columns");
            assertThatThrownBy(() -> rows.getInt("nme")).hasMessageContaining("id, Name, total");
            assertThatThrownBy(() -> rows.getDate(1))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertState(e, "22018"));
        }
    }
}
