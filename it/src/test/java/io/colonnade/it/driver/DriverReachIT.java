package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.client.ResultRows;
import io.colonnade.it.flight.Relay;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program says to a statement or a connection holds at our server, and where a server hangs or is gone. */
@ExtendWith(NothingLeft.class)
@Timeout(120)
final class DriverReachIT {
    private static final String MARK = "reach_me";

    /** PostgreSQL computes for hours, and the client waits for its first row. */
    private static final String COMPUTING =
            "SELECT count(*) AS " + MARK + " FROM clients.numbers a, clients.numbers b WHERE a.n + b.n < 0";

    /** PostgreSQL sends for hours. */
    private static final String SENDING = "SELECT a.n AS " + MARK + " FROM clients.numbers a, clients.numbers b";

    private static Connection through(Relay relay, String properties) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:colonnade://127.0.0.1:" + relay.port() + "/?" + properties, "alice", "alice");
    }

    private static Relay relay() throws IOException {
        return new Relay(RunningServer.shared().flightPort());
    }

    private static void assertState(String state, SqlAction action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private static void awaitPostgres(boolean running) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ClientsDatabase.get().isRunning(MARK) == running);
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                assertThat(rows.getLong(1)).isNotNegative();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTING, SENDING})
    void aQueryTimeoutEndsTheWorkOfPostgres(String sql) throws SQLException {
        try (Connection connection = JdbcSession.of("alice");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(catchThrowableOfType(SQLTimeoutException.class, () -> drain(statement, sql))
                            .getSQLState())
                    .isEqualTo("57014");
            awaitPostgres(false);
            statement.setQueryTimeout(0);
            drain(statement, "SELECT 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTING, SENDING})
    void cancelEndsTheWorkOfPostgres(String sql) throws SQLException {
        try (Connection connection = JdbcSession.of("alice");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> reading = reading(statement, sql);
            awaitPostgres(true);
            statement.cancel();
            assertState("57014", () -> join(reading));
            awaitPostgres(false);
            drain(statement, "SELECT 1");
        }
    }

    private static CompletableFuture<Void> reading(Statement statement, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                drain(statement, sql);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void join(CompletableFuture<Void> reading) throws SQLException {
        try {
            reading.join();
        } catch (CompletionException e) {
            throw (SQLException) e.getCause();
        }
    }

    /** A server that says nothing more is one that still plans, for all that the client knows. */
    @Test
    void aServerThatFallsSilentHoldsNobodyLongerThanTheyWant() throws Exception {
        try (Relay relay = relay();
                Connection connection = through(relay, "loginTimeout=30");
                Statement statement = connection.createStatement()) {
            assertThat(connection.isValid(5)).isTrue();
            relay.fallSilent();
            assertThat(connection.isValid(1)).isFalse();
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).isInstanceOf(SQLTimeoutException.class);
            statement.setQueryTimeout(0);
            connection.setNetworkTimeout(Runnable::run, 500);
            assertState("08006", () -> statement.executeQuery("SELECT 1"));
            connection.setNetworkTimeout(Runnable::run, 0);
            CompletableFuture<Void> planning = reading(statement, "SELECT 1");
            // Until it has begun there is nothing to cancel.
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                statement.cancel();
                return planning.isDone();
            });
            assertState("57014", () -> join(planning));
            assertState("08001", () -> through(relay, "loginTimeout=1").close());
        }
    }

    @Test
    void abortEndsWhatOtherThreadsWaitFor() throws SQLException {
        Connection connection = JdbcSession.of("alice");
        Statement statement = connection.createStatement();
        CompletableFuture<Void> reading = reading(statement, COMPUTING);
        awaitPostgres(true);
        connection.abort(Runnable::run);
        assertThatThrownBy(() -> join(reading)).isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertState("08003", connection::createStatement);
        awaitPostgres(false);
    }

    @Test
    void aBrokenConnectionIsMadeAnewForTheNextStatement() throws Exception {
        try (Relay relay = relay();
                Connection connection = through(relay, "schema=sales_analytics");
                PreparedStatement prepared = connection.prepareStatement("SELECT count(*) FROM orders WHERE id < ?");
                Statement statement = connection.createStatement()) {
            prepared.setInt(1, 1_000);
            long before = count(prepared);
            relay.cut();
            assertThat(connection.isValid(5)).isTrue();
            relay.cut();
            assertThat(count(prepared)).isEqualTo(before).isPositive();
            try (ResultSet rows = statement.executeQuery("SELECT * FROM clients.numbers")) {
                assertThat(rows.next()).isTrue();
                relay.cut();
                assertState("08006", () -> {
                    while (rows.next()) {
                        assertThat(rows.getLong(1)).isPositive();
                    }
                });
            }
        }
    }

    private static long count(PreparedStatement prepared) throws SQLException {
        try (ResultSet rows = prepared.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Two servers with the same keys and projections are one to those who name both. */
    @Test
    void theSecondServerTakesOverWhereTheFirstHasGone() throws SQLException {
        RunningServer second = RunningServer.shared();
        RunningServer first = RunningServer.startWith(ClientsDatabase.get().projections());
        String url = "jdbc:colonnade://127.0.0.1:" + first.flightPort() + ",127.0.0.1:" + second.flightPort()
                + "/sales_analytics";
        try (first;
                Connection connection = DriverManager.getConnection(url, "bob", "bob");
                PreparedStatement prepared = connection.prepareStatement("SELECT count(*) FROM orders WHERE id < ?");
                Statement statement = connection.createStatement()) {
            prepared.setInt(1, 1_000);
            long before = count(prepared);
            ResultSet begun = statement.executeQuery(SENDING);
            assertThat(begun.next()).isTrue();
            connection.setAutoCommit(false);
            assertThat(count(prepared)).isEqualTo(before);
            first.close();
            assertThatThrownBy(() -> {
                        while (begun.next()) {
                            assertThat(begun.getLong(1)).isPositive();
                        }
                    })
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> count(prepared)).isInstanceOf(SQLException.class);
            assertState("08006", connection::rollback);
            connection.setAutoCommit(true);
            assertThat(count(prepared)).isEqualTo(before).isPositive();
            assertThat(connection.getSchema()).isEqualTo("sales_analytics");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO clients.counter VALUES (1, 2)",
                "UPDATE clients.counter SET value = 0",
                "DELETE FROM clients.counter",
                "MERGE INTO clients.counter USING clients.kinds ON true WHEN MATCHED THEN DELETE",
                "TRUNCATE clients.counter",
                "CREATE TABLE t (id int)",
                "CREATE LOCAL TEMPORARY TABLE \"#Tableau_1_Connect_Check\" (id int)",
                "DROP TABLE clients.counter",
                "ALTER TABLE clients.counter ADD COLUMN x int"
            })
    void whatWritesIs25006HoweverItIsSent(String sql) throws SQLException {
        try (Connection connection = JdbcSession.of("admin");
                Statement statement = connection.createStatement()) {
            assertState("25006", () -> statement.execute(sql));
            assertState("25006", () -> statement.executeUpdate(sql));
            assertState("25006", () -> statement.executeQuery(sql));
            assertState("25006", () -> connection.prepareStatement(sql));
            statement.addBatch(sql);
            BatchUpdateException failed = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
            assertThat(failed.getSQLState()).isEqualTo("25006");
            assertThat(failed.getUpdateCounts()).isEmpty();
        }
    }

    @Test
    void maxRowsEndsTheResultAtTheServer() throws SQLException {
        String failingLater = "SELECT n, 10 / (n - 5000) AS x FROM clients.numbers WHERE n > ?";
        try (Connection connection = JdbcSession.of("alice");
                PreparedStatement prepared = connection.prepareStatement(failingLater)) {
            prepared.setInt(1, 10);
            prepared.setMaxRows(50);
            prepared.setFetchSize(10);
            assertThat(ResultRows.rows(prepared.executeQuery())).hasSize(50);
            prepared.setMaxRows(0);
            assertState("22012", () -> ResultRows.rows(prepared.executeQuery()));
        }
    }

    @Test
    void compressedBatchesHoldTheSameValues() throws SQLException {
        String kinds = "SELECT * FROM clients.kinds ORDER BY id";
        String many = "SELECT * FROM clients.numbers WHERE n <= 50000 ORDER BY n";
        try (Connection plain = JdbcSession.of("alice");
                Connection compressed =
                        DriverManager.getConnection(JdbcSession.url() + "/?compression=lz4", "alice", "alice")) {
            assertThat(ResultRows.query(compressed, kinds)).isNotEmpty().isEqualTo(ResultRows.query(plain, kinds));
            assertThat(ResultRows.query(compressed, many)).hasSize(50_000).isEqualTo(ResultRows.query(plain, many));
        }
    }

    @Test
    void aStatementHasOneResultAndClosesWithIt() throws SQLException {
        try (Connection connection = JdbcSession.of("alice")) {
            Statement statement = connection.createStatement();
            assertThat(statement.execute("SELECT 1", Statement.RETURN_GENERATED_KEYS))
                    .isTrue();
            ResultSet first = statement.getResultSet();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getGeneratedKeys().next()).isFalse();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(first.isClosed()).isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            statement.closeOnCompletion();
            assertThat(statement.isCloseOnCompletion()).isTrue();
            statement.executeQuery("SELECT 2").close();
            assertThat(statement.isClosed()).isTrue();
            assertState("55000", () -> statement.executeQuery("SELECT 3"));
        }
    }

    @Test
    void namesAndTextsAreQuotedAsTheServerReadsThem() throws SQLException {
        try (Connection connection = JdbcSession.of("alice");
                Statement statement = connection.createStatement()) {
            String text = "it's \\ \"ü\" ? $1 --";
            String name = "Odd name";
            String sql = "SELECT " + statement.enquoteLiteral(text) + " AS " + statement.enquoteIdentifier(name, true);
            try (ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(name)).isEqualTo(text);
            }
            assertThat(statement.isSimpleIdentifier("orders")).isTrue();
            assertThat(statement.isSimpleIdentifier(name)).isFalse();
            statement.setPoolable(true);
            assertThat(statement.isPoolable()).isTrue();
            assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
            connection.setClientInfo("ApplicationName", "reach");
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("reach");
            assertThatThrownBy(() -> connection.setClientInfo("Unheard", "of"))
                    .isInstanceOf(SQLClientInfoException.class);
            assertThatThrownBy(() -> statement.setMaxFieldSize(10)).isInstanceOf(SQLFeatureNotSupportedException.class);
        }
    }

    /** The server keeps nothing for a prepared statement, so there is nothing that could be left. */
    @Test
    void manyStatementsOfOneConnectionAreAnsweredOneAfterTheOther() throws SQLException {
        List<Long> counts = new ArrayList<>();
        try (Connection connection = JdbcSession.of("alice");
                PreparedStatement prepared =
                        connection.prepareStatement("SELECT count(*) FROM clients.kinds WHERE id >= ?")) {
            for (int i = 0; i < 40; i++) {
                prepared.setInt(1, 0);
                counts.add(count(prepared));
            }
        }
        assertThat(counts).hasSize(40).containsOnly(counts.get(0));
    }

    /** Something that may fail as JDBC does. */
    private interface SqlAction {
        void run() throws SQLException;
    }
}
