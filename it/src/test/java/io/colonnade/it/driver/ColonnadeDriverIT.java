package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our driver against our server: values as PostgreSQL's own driver reads them, and everything that must reach the server. */
@ExtendWith(NothingLeft.class)
@Timeout(120)
final class ColonnadeDriverIT {
    private static final String ENDLESS = "SELECT count(*) FROM clients.numbers a, clients.numbers b, clients.numbers c"
            + " WHERE a.n + b.n + c.n < 0";

    private static Connection connect(String user) throws SQLException {
        String url = "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort();
        return DriverManager.getConnection(url, user, user);
    }

    private static void assertState(String state, SqlAction action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    @Test
    void everyValueIsTheOneThatPostgresHolds() throws SQLException {
        try (Connection ours = connect("admin");
                Connection theirs = ClientsDatabase.get().postgres().connect()) {
            List<List<@Nullable Object>> read = values(ours);
            assertThat(read).isNotEmpty().isEqualTo(values(theirs));
        }
    }

    private static List<List<@Nullable Object>> values(Connection connection) throws SQLException {
        String sql =
                "SELECT id, a_string, a_large, an_int32, an_int64, a_float32, a_float64, a_bool, a_decimal, a_long,"
                        + " a_huge, a_date, a_time, a_moment, a_uuid FROM clients.kinds ORDER BY id";
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(ResultSet result) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(result.getInt("id"));
        values.add(result.getString("a_string"));
        values.add(result.getString("a_large"));
        values.add(result.getInt("an_int32"));
        values.add(result.wasNull());
        values.add(result.getLong("an_int64"));
        values.add(result.getFloat("a_float32"));
        values.add(result.getDouble("a_float64"));
        values.add(result.getBoolean("a_bool"));
        for (String decimal : List.of("a_decimal", "a_long", "a_huge")) {
            BigDecimal value = result.getBigDecimal(decimal);
            values.add(value == null ? null : value.stripTrailingZeros());
        }
        values.add(result.getObject("a_date", LocalDate.class));
        values.add(result.getObject("a_time", LocalTime.class));
        OffsetDateTime moment = result.getObject("a_moment", OffsetDateTime.class);
        values.add(moment == null ? null : moment.withOffsetSameInstant(ZoneOffset.UTC));
        values.add(result.getString("a_uuid"));
        return values;
    }

    @Test
    void preparedStatementsTakeEachTypeAsParameter() throws SQLException {
        String sql = "SELECT count(*) FROM clients.kinds WHERE an_int32 = ? AND a_decimal = ? AND a_date = ?"
                + " AND a_moment = ? AND a_bool = ? AND a_string = ?";
        try (Connection connection = connect("admin");
                Statement plain = connection.createStatement();
                ResultSet first = plain.executeQuery("SELECT * FROM clients.kinds WHERE id = 1");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(first.next()).isTrue();
            statement.setInt(1, first.getInt("an_int32"));
            statement.setBigDecimal(2, first.getBigDecimal("a_decimal"));
            statement.setDate(3, first.getDate("a_date"));
            statement.setTimestamp(4, first.getTimestamp("a_moment"));
            statement.setBoolean(5, first.getBoolean("a_bool"));
            statement.setString(6, first.getString("a_string"));
            assertThat(count(statement)).isEqualTo(1);
            statement.setInt(1, 0);
            assertThat(count(statement)).isZero();
        }
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aLongResultIsReadWholeAndAnAbandonedOneStops() throws SQLException {
        try (Connection connection = connect("admin");
                Statement statement = connection.createStatement()) {
            long sum = 0;
            try (ResultSet rows = statement.executeQuery("SELECT n FROM clients.numbers WHERE n <= 300000")) {
                while (rows.next()) {
                    sum += rows.getLong(1);
                }
            }
            assertThat(sum).isEqualTo(300_000L * 300_001 / 2);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM clients.numbers")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void timeoutAndCancelReachTheServer() throws Exception {
        try (Connection connection = connect("admin");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(ENDLESS)).isInstanceOf(SQLTimeoutException.class);
            statement.setQueryTimeout(0);
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(
                    () -> cancel(statement), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
            assertState("57014", () -> statement.executeQuery(ENDLESS));
            cancel.get();
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
    void failuresCarryTheirSqlState() throws SQLException {
        try (Connection connection = connect("alice");
                Statement statement = connection.createStatement()) {
            assertState("42601", () -> statement.executeQuery("SELEC 1"));
            assertState("42P01", () -> statement.executeQuery("SELECT * FROM nowhere.nothing"));
            assertState("25006", () -> statement.executeUpdate("DELETE FROM sales_analytics.orders"));
        }
        assertState(
                "28P01",
                () -> DriverManager.getConnection(
                        "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort(), "alice", "wrong"));
    }

    @Test
    void aTransactionSeesOneSnapshot() throws SQLException {
        try (Connection connection = connect("admin")) {
            connection.setAutoCommit(false);
            long before = counter(connection);
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1 WHERE id = 1");
            assertThat(counter(connection)).isEqualTo(before);
            connection.rollback();
            assertThat(counter(connection)).isEqualTo(before + 1);
            connection.commit();
        }
    }

    private static long counter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM clients.counter WHERE id = 1")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void theSchemaOfTheUrlIsWhereNamesAreLookedUp() throws SQLException {
        String url = "jdbc:colonnade://127.0.0.1:" + RunningServer.shared().flightPort() + "/sales_analytics";
        try (Connection connection = DriverManager.getConnection(url, "alice", "alice");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM customers LIMIT 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("[REDACTED]");
            assertThat(rows.getMetaData().getTableName(1)).isEqualTo("customers");
        }
    }

    @Test
    void metadataShowsTablesColumnsAndTheirRelations() throws SQLException {
        try (Connection connection = connect("alice")) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertThat(metadata.getDatabaseProductName()).isEqualTo("Colonnade");
            assertThat(column(metadata.getTables(null, "sales_analytics", "%", null), "TABLE_NAME"))
                    .containsExactly("customers", "lineitems", "orders");
            assertThat(column(metadata.getColumns(null, "sales_analytics", "orders", "%"), "COLUMN_NAME"))
                    .containsExactly("id", "customer_id", "status", "total_price", "ordered_on", "priority");
            assertThat(column(metadata.getPrimaryKeys(null, "sales_analytics", "orders"), "COLUMN_NAME"))
                    .containsExactly("id");
            assertThat(column(metadata.getImportedKeys(null, "sales_analytics", "orders"), "PKTABLE_NAME"))
                    .containsExactly("customers");
            assertThat(column(metadata.getTypeInfo(), "TYPE_NAME")).contains("numeric", "bigint", "text");
        }
    }

    @Test
    void columnsHaveTypesThatTheListOfTypesKnows() throws SQLException {
        try (Connection connection = connect("admin")) {
            DatabaseMetaData metadata = connection.getMetaData();
            List<String> types = pairs(metadata.getTypeInfo());
            assertThat(types).containsAll(pairs(metadata.getColumns(null, "clients", "kinds", "%")));
        }
    }

    private static List<String> pairs(ResultSet rows) throws SQLException {
        List<String> pairs = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                pairs.add(rows.getString("TYPE_NAME") + " " + rows.getInt("DATA_TYPE"));
            }
        }
        return pairs;
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(name));
            }
        }
        return values;
    }

    /** Something that may fail as JDBC does. */
    private interface SqlAction {
        void run() throws SQLException;
    }
}
