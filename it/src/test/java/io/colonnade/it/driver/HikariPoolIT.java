package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.colonnade.it.client.ResultRows;
import io.colonnade.it.flight.Relay;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** HikariCP, which most Java services pool with, over our driver: what it hands out, takes back, validates and replaces. */
@ExtendWith(NothingLeft.class)
@Timeout(120)
final class HikariPoolIT {
    private static final int CONNECTIONS = 10;
    private static final int THREADS = 50;
    private static final String COUNTER = "SELECT value FROM clients.counter WHERE id = 1";

    private static HikariConfig at(int port) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:colonnade://127.0.0.1:" + port + "/sales_analytics");
        config.setUsername("admin");
        config.setPassword("admin");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(30));
        config.setValidationTimeout(1_000);
        config.setReadOnly(true);
        config.setSchema("sales_analytics");
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return config;
    }

    private static HikariConfig ofOne(int port) {
        HikariConfig config = at(port);
        config.setMaximumPoolSize(1);
        return config;
    }

    private static int shared() {
        return RunningServer.shared().flightPort();
    }

    @Test
    void fiftyThreadsShareTenConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (HikariDataSource pool = new HikariDataSource(at(shared()))) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i * 10;
                tasks.add(() -> askTenTimes(pool, first));
            }
            for (Future<Integer> answered : threads.invokeAll(tasks)) {
                assertThat(answered.get()).isEqualTo(10);
            }
            HikariPoolMXBean state = pool.getHikariPoolMXBean();
            assertThat(state.getTotalConnections()).isBetween(1, CONNECTIONS);
            assertThat(state.getActiveConnections()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int askTenTimes(HikariDataSource pool, int first) throws SQLException {
        int answered = 0;
        for (int i = first; i < first + 10; i++) {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS INTEGER) + 1")) {
                statement.setInt(1, i);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    answered += row.getInt(1) == i + 1 ? 1 : 0;
                }
            }
        }
        return answered;
    }

    @Test
    void whatOneBorrowerChangesTheNextDoesNotSee() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(ofOne(shared()))) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.setSchema("clients");
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setNetworkTimeout(Runnable::run, 12_345);
                assertThat(ResultRows.query(connection, "SELECT count(*) FROM kinds"))
                        .hasSize(1);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getSchema()).isEqualTo("sales_analytics");
                assertThat(connection.isReadOnly()).isTrue();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
                assertThat(connection.getNetworkTimeout()).isZero();
                assertThat(ResultRows.query(connection, "SELECT count(*) FROM orders"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aTransactionThatItsBorrowerForgetsEnds() throws SQLException {
        HikariConfig config = ofOne(shared());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<List<String>> before;
            try (Connection connection = pool.getConnection()) {
                before = ResultRows.query(connection, COUNTER);
            }
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1 WHERE id = 1");
            try (Connection connection = pool.getConnection()) {
                assertThat(ResultRows.query(connection, COUNTER)).isNotEqualTo(before);
            }
        }
    }

    @Test
    void resultsAndStatementsThatABorrowerForgetsAreClosed() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(ofOne(shared()))) {
            ResultSet forgotten;
            try (Connection connection = pool.getConnection()) {
                forgotten = connection.createStatement().executeQuery("SELECT n, name FROM clients.numbers");
                assertThat(forgotten.next()).isTrue();
            }
            assertThat(forgotten.isClosed()).isTrue();
        }
    }

    @Test
    void aPoolGoesOnWhenItsConnectionsBreak() throws Exception {
        try (Relay relay = new Relay(shared());
                HikariDataSource pool = new HikariDataSource(at(relay.port()))) {
            assertThat(askTenTimes(pool, 0)).isEqualTo(10);
            relay.cut();
            assertThat(askTenTimes(pool, 0)).isEqualTo(10);
        }
    }

    @Test
    void connectionsThatFallSilentAreNotHandedOut() throws Exception {
        try (Relay relay = new Relay(shared())) {
            HikariConfig config = at(relay.port());
            config.setConnectionTimeout(3_000);
            config.addDataSourceProperty("loginTimeout", "2");
            try (HikariDataSource pool = new HikariDataSource(config)) {
                assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
                relay.fallSilent();
                await("what has been idle for half a second is asked whether it is valid")
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(700))
                        .untilAsserted(() -> assertThatThrownBy(() -> borrow(pool))
                                .isInstanceOf(SQLTransientConnectionException.class));
            }
        }
    }

    private static void borrow(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void aPoolFindsTheServerThatStartsAgain() throws Exception {
        RunningServer first = RunningServer.startWith(RunningServer.LIMITS);
        try (Relay relay = new Relay(first.flightPort())) {
            try (HikariDataSource pool = new HikariDataSource(at(relay.port()))) {
                assertThat(askTenTimes(pool, 0)).isEqualTo(10);
                first.close();
                assertThatThrownBy(() -> askTenTimes(pool, 0)).isInstanceOf(SQLException.class);
                try (RunningServer second = RunningServer.startWith(RunningServer.LIMITS)) {
                    relay.leadTo(second.flightPort());
                    assertThat(askTenTimes(pool, 0)).isEqualTo(10);
                    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isBetween(1, CONNECTIONS);
                }
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aWrongPasswordFailsAtOnceAndInItsOwnWords() {
        HikariConfig config = at(shared());
        config.setPassword("wrong");
        assertThatThrownBy(() -> new HikariDataSource(config).close()).hasStackTraceContaining("Cannot authenticate");
    }
}
