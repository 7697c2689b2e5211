package io.colonnade.it.client;

import static io.colonnade.it.client.ResultRows.query;
import static io.colonnade.it.client.ResultRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our own driver. */
final class ColonnadeJdbcIT extends JdbcContract {
    @Override
    Connection connect(String user, String password) throws SQLException {
        return connect("", user, password);
    }

    private static Connection connect(String more, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        int port = RunningServer.shared().flightPort();
        return DriverManager.getConnection("jdbc:colonnade://127.0.0.1:" + port + more, properties);
    }

    @Test
    void instantsAndTimesAreTheSameInEveryZone() throws Exception {
        String sql = "SELECT a_moment, a_time, a_date FROM clients.kinds WHERE id = 5";
        for (String zone : Zones.NASTY) {
            List<Object> seen = Zones.in(zone, () -> {
                try (Statement statement = as("admin").createStatement();
                        ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    return List.of(
                            row.getTimestamp(1).toInstant(),
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getObject(2, LocalTime.class),
                            row.getObject(3, LocalDate.class));
                }
            });
            Instant instant = Instant.parse("2024-03-10T07:30:00Z");
            assertThat(seen).as(zone).containsExactly(instant, instant, LocalTime.of(2, 30), LocalDate.of(2024, 3, 10));
        }
    }

    @Test
    void decimalsBeyond38DigitsAreExact() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet row = statement.executeQuery("SELECT a_huge FROM clients.kinds WHERE id = 3")) {
            row.next();
            assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal("9".repeat(56) + "." + "9".repeat(20)));
        }
    }

    @Test
    void resultMetadataKnowsTypesAndNullability() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, total_price FROM sales_analytics.orders LIMIT 1")) {
            ResultSetMetaData metadata = rows.getMetaData();
            assertThat(metadata.getColumnClassName(1)).isEqualTo("java.lang.Long");
            assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
            assertThat(metadata.getPrecision(2)).isEqualTo(12);
            assertThat(metadata.getScale(2)).isEqualTo(2);
            assertThat(metadata.isSigned(2)).isTrue();
        }
    }

    @Test
    void schemaOfTheUrlIsWhereNamesAreLookedUp() throws SQLException {
        try (Connection connection = connect("/sales_analytics", "admin", "admin")) {
            assertThat(query(connection, "SELECT count(*) FROM customers")).containsExactly(List.of("1500"));
        }
    }

    @Test
    void errorsCarryTheirSqlState() throws SQLException {
        assertSqlState("42601", "SELECT 1 FRM x y");
        assertSqlState("42703", "SELECT nme FROM sales_analytics.customers");
        assertSqlState("42P01", "SELECT * FROM sales_analytics.custmers");
        assertSqlState("25006", "DELETE FROM sales_analytics.customers");
        assertThatThrownBy(() -> connect("alice", "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("28"));
    }

    private void assertSqlState(String state, String sql) throws SQLException {
        Connection connection = as("admin");
        assertThatThrownBy(() -> query(connection, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void transactionReadsOneSnapshotUntilItIsCommitted() throws SQLException {
        Connection connection = as("admin");
        connection.setAutoCommit(false);
        String sql = "SELECT value FROM clients.counter";
        List<List<@Nullable String>> before = query(connection, sql);
        ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1");
        assertThat(query(connection, sql)).isEqualTo(before);
        connection.commit();
        assertThat(query(connection, sql)).isNotEqualTo(before);
    }

    @Test
    void cancelEndsAQueryThatWouldNeverEnd() throws Exception {
        String sql = "SELECT count(*) FROM clients.numbers a, clients.numbers b";
        try (Statement statement = as("admin").createStatement()) {
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(
                    () -> cancel(statement), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            assertThatThrownBy(() -> statement.executeQuery(sql).next())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            cancelled.get();
        }
    }

    private static final String ENDLESS_EXPORT =
            copy("(SELECT a.id AS jdbc_export FROM sales_analytics.orders a, sales_analytics.orders b)");

    private static void awaitNoExport() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !ClientsDatabase.get().isRunning("jdbc_export"));
    }

    private static void assertStopped(SQLException failure) {
        assertThat(failure.getSQLState()).isEqualTo("57014");
    }

    void cancelAndQueryTimeoutStopAnExport() throws Exception {
        try (Statement statement = as("admin").createStatement();
                PreparedStatement prepared = as("admin").prepareStatement(ENDLESS_EXPORT)) {
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
                await().until(() -> ClientsDatabase.get().isRunning("jdbc_export"));
                cancel(statement);
            });
            assertThatThrownBy(() -> statement.executeUpdate(ENDLESS_EXPORT))
                    .isInstanceOfSatisfying(SQLException.class, ColonnadeJdbcIT::assertStopped);
            cancelled.get();
            awaitNoExport();
            prepared.setQueryTimeout(1);
            assertThatThrownBy(prepared::executeUpdate)
                    .isInstanceOfSatisfying(SQLTimeoutException.class, ColonnadeJdbcIT::assertStopped);
            awaitNoExport();
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void parametersOfEveryTypeAreBound() throws SQLException {
        assertFinds("an_int32 = ?", 42);
        assertFinds("an_int64 = ?", 4_200_000_000L);
        assertFinds("a_float64 = ?", 2.25);
        assertFinds("a_string = ?", "Grüße, 東京 🏛");
        assertFinds("a_decimal = ?", new BigDecimal("1234.56"));
        assertFinds("a_date = ?", LocalDate.of(2024, 2, 29));
        assertFinds("a_time = ?", LocalTime.parse("12:34:56.789012"));
        assertFinds("a_moment = ?", OffsetDateTime.parse("2024-07-01T14:00:00+02:00"));
        assertFinds("a_binary = ?", new byte[] {0, (byte) 0xff, 0x10});
        assertFinds("id = 1 AND a_bool = ?", true);
    }

    private void assertFinds(String condition, Object value) throws SQLException {
        String sql = "SELECT id FROM clients.kinds WHERE " + condition;
        try (PreparedStatement statement = as("admin").prepareStatement(sql)) {
            statement.setObject(1, value);
            assertThat(rows(statement.executeQuery())).as(condition).containsExactly(List.of("1"));
        }
    }
}
