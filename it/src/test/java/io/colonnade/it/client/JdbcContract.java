package io.colonnade.it.client;

import static io.colonnade.it.client.ResultRows.query;
import static io.colonnade.it.client.ResultRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.NothingLeft;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What any JDBC driver must be able to do with a Colonnade server. */
@ExtendWith(NothingLeft.class)
abstract class JdbcContract {
    private static final List<@Nullable String> NO_FILTERS = Arrays.asList(null, "", "%");

    private final List<Connection> open = new ArrayList<>();

    /** Connects to the shared server. */
    abstract Connection connect(String user, String password) throws SQLException;

    /** Connects with a user whose password is the name; the test's end closes the connection. */
    Connection as(String name) throws SQLException {
        Connection connection = connect(name, name);
        open.add(connection);
        return connection;
    }

    @AfterEach
    void closeConnections() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    @Test
    @Timeout(60)
    void listingsThatNobodyReadsStopNothing() throws SQLException {
        Connection connection = as("admin");
        List<ResultSet> unread = new ArrayList<>();
        for (String catalog : NO_FILTERS) {
            for (String schema : NO_FILTERS) {
                unread.add(connection.getMetaData().getColumns(catalog, schema, "%", "%"));
                unread.add(connection.getMetaData().getTables(catalog, schema, "%", null));
            }
        }
        assertThat(query(connection, "SELECT 1")).hasSize(1);
        for (ResultSet result : unread) {
            result.close();
        }
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThatThrownBy(() -> connect("alice", "wrong").close())
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("Cannot authenticate");
    }

    @Test
    void adminSeesEverythingAndAliceHerRegionThroughMasks() throws SQLException {
        String sql = "SELECT name, phone FROM sales_analytics.customers ORDER BY id";
        assertThat(query(as("admin"), sql))
                .hasSize(1500)
                .first()
                .isEqualTo(List.of("Customer#000000001", "25-989-741-2988"));
        Connection alice = as("alice");
        assertThat(query(alice, sql)).hasSizeBetween(200, 400).allSatisfy(row -> {
            assertThat(row.get(0)).isEqualTo("[REDACTED]");
            assertThat(row.get(1)).hasSize(3);
        });
        assertThat(query(alice, "SELECT DISTINCT nation FROM sales_analytics.customers ORDER BY 1"))
                .containsExactly(
                        List.of("FRANCE"),
                        List.of("GERMANY"),
                        List.of("ROMANIA"),
                        List.of("RUSSIA"),
                        List.of("UNITED KINGDOM"));
    }

    @Test
    void callerWithoutTheClaimIsToldWhichOneIsMissing() throws SQLException {
        Connection carol = as("carol");
        assertThatThrownBy(() -> query(carol, "SELECT name FROM sales_analytics.customers"))
                .hasStackTraceContaining("region");
    }

    @Test
    void numbersTextAndFlagsAreExact() throws SQLException {
        String sql = "SELECT a_string, a_large, an_int32, an_int64, a_float32, a_float64, a_bool, a_decimal, a_long"
                + " FROM clients.kinds WHERE id IN (1, 2, 3) ORDER BY id";
        try (Statement statement = as("admin").createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("a_string")).isEqualTo("Grüße, 東京 🏛");
            assertThat(row.getString("a_large")).isEqualTo("line 1\nline \"2\", \\");
            assertThat(row.getInt("an_int32")).isEqualTo(42);
            assertThat(row.getLong("an_int64")).isEqualTo(4_200_000_000L);
            assertThat(row.getFloat("a_float32")).isEqualTo(1.5f);
            assertThat(row.getDouble("a_float64")).isEqualTo(2.25);
            assertThat(row.getBoolean("a_bool")).isTrue();
            assertThat(row.getBigDecimal("a_decimal")).isEqualTo(new BigDecimal("1234.56"));
            assertThat(row.getBigDecimal("a_long")).isEqualTo(new BigDecimal("0.0000000001"));
            assertThat(row.next()).isTrue();
            assertThat(row.getString("a_string")).isEmpty();
            assertThat(row.getInt("an_int32")).isEqualTo(Integer.MIN_VALUE);
            assertThat(row.getLong("an_int64")).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getBigDecimal("a_decimal")).isEqualTo(new BigDecimal("-9999999999.99"));
            assertThat(row.next()).isTrue();
            assertThat(row.getString("a_large")).isEqualTo("é".repeat(10000));
            assertThat(row.getDouble("a_float64")).isEqualTo(Double.MAX_VALUE);
            assertThat(row.getBigDecimal("a_long"))
                    .isEqualTo(new BigDecimal("9999999999999999999999999999.9999999999"));
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void jsonBytesAndUuidsAreReadAsTheyAre() throws SQLException {
        String sql = "SELECT a_json, a_binary, a_uuid FROM clients.kinds WHERE id = 1";
        try (Statement statement = as("admin").createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("a_json")).isEqualTo("{\"a\": [1, null, \"ü\"]}");
            assertThat(row.getBytes("a_binary")).containsExactly(0, 0xff, 0x10);
            assertThat(row.getString("a_uuid")).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
        }
    }

    @Test
    void nullsOfEveryTypeAreNull() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM clients.kinds WHERE id = 4")) {
            assertThat(row.next()).isTrue();
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                String column = row.getMetaData().getColumnLabel(i);
                assertThat(row.getString(i)).as(column).isNull();
                assertThat(row.wasNull()).as(column).isTrue();
            }
        }
    }

    @Test
    void datesAreTheSameInEveryZone() throws Exception {
        for (String zone : Zones.NASTY) {
            List<String> dates = Zones.in(zone, () -> {
                List<String> seen = new ArrayList<>();
                try (Statement statement = as("admin").createStatement();
                        ResultSet rows = statement.executeQuery(
                                "SELECT a_date FROM clients.kinds WHERE id IN (1, 5, 6) ORDER BY id")) {
                    while (rows.next()) {
                        seen.add(rows.getDate(1).toString());
                    }
                }
                return seen;
            });
            assertThat(dates).as(zone).containsExactly("2024-02-29", "2024-03-10", "2024-04-07");
        }
    }

    @Test
    void emptyResultHasItsColumnsAndNoRow() throws SQLException {
        String sql = "SELECT id, a_date FROM clients.kinds WHERE id < 0";
        try (PreparedStatement statement = as("admin").prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void millionRowsAreComplete() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, name FROM clients.numbers WHERE n <= 1000000")) {
            long sum = 0;
            int count = 0;
            while (rows.next()) {
                sum += rows.getInt(1);
                count++;
            }
            assertThat(count).isEqualTo(1_000_000);
            assertThat(sum).isEqualTo(1_000_000L * 1_000_001 / 2);
        }
    }

    @Test
    void resultThatIsClosedEarlyLeavesNothingBehind() throws SQLException {
        try (Statement statement = as("admin").createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, name FROM clients.numbers")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void preparedStatementTakesItsParametersAgainAndAgain() throws SQLException {
        String sql = "SELECT count(*) FROM sales_analytics.orders"
                + " WHERE ordered_on >= ? AND total_price > ? AND status = ? AND customer_id < ?";
        try (PreparedStatement statement = as("admin").prepareStatement(sql)) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(4);
            assertThat(count(statement, "1998-01-01")).isPositive();
            assertThat(count(statement, "2050-01-01")).isZero();
            assertThat(count(statement, "1998-01-01")).isPositive();
        }
    }

    private static long count(PreparedStatement statement, String from) throws SQLException {
        statement.setDate(1, Date.valueOf(from));
        statement.setBigDecimal(2, new BigDecimal("100000.00"));
        statement.setString(3, "O");
        statement.setInt(4, 1000);
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void tablesColumnsAndKeysAreListed() throws SQLException {
        DatabaseMetaData metadata = as("alice").getMetaData();
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Colonnade");
        assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM"))
                .containsExactly(List.of("clients"), List.of("sales_analytics"));
        assertThat(rows(metadata.getTables(null, "sales%", "%", null), "TABLE_NAME", "TABLE_TYPE"))
                .containsExactly(
                        List.of("customers", "TABLE"), List.of("lineitems", "TABLE"), List.of("orders", "TABLE"));
        ResultSet columns = metadata.getColumns(null, "sales_analytics", "orders", "%");
        assertThat(rows(columns, "COLUMN_NAME", "DATA_TYPE", "ORDINAL_POSITION"))
                .startsWith(List.of("id", "-5", "1"), List.of("customer_id", "4", "2"))
                .hasSize(6);
        assertThat(rows(metadata.getPrimaryKeys(null, "sales_analytics", "orders"), "COLUMN_NAME", "KEY_SEQ"))
                .containsExactly(List.of("id", "1"));
        ResultSet imported = metadata.getImportedKeys(null, "sales_analytics", "orders");
        assertThat(rows(imported, "PKTABLE_NAME", "PKCOLUMN_NAME", "FKCOLUMN_NAME"))
                .containsExactly(List.of("customers", "id", "customer_id"));
        assertThat(rows(metadata.getExportedKeys(null, "sales_analytics", "orders"), "FKTABLE_NAME"))
                .containsExactly(List.of("lineitems"));
    }

    @Test
    void badSqlSaysWhereAndSuggests() throws SQLException {
        Connection admin = as("admin");
        Connection alice = as("alice");
        assertThatThrownBy(() -> query(admin, "SELECT nme FROM sales_analytics.customers"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("'name'");
        assertThatThrownBy(() -> query(admin, "SELECT 1 FRM x y"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("line 1");
        assertThatThrownBy(() -> query(alice, "SELECT * FROM tpch.lineitem"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("does not exist");
    }

    /** A statement that exports what is asked for to a folder of its own. */
    static String copy(String what) {
        return "COPY " + what + " TO '" + ExportsFolder.fresh().resolve("out").toUri() + "'";
    }

    private interface Update {
        long run(Statement statement, String sql) throws SQLException;
    }

    private void assertExports(Update update) throws SQLException {
        try (Statement statement = as("admin").createStatement()) {
            assertThat(update.run(statement, copy("(SELECT id FROM sales_analytics.customers WHERE id <= 20)")))
                    .isEqualTo(20);
        }
    }

    void copyIsAnUpdateWhoseCountIsItsRows() throws SQLException {
        assertExports(Statement::executeUpdate);
        assertExports(Statement::executeLargeUpdate);
        assertExports((statement, sql) -> {
            assertThat(statement.execute(sql)).isFalse();
            return statement.getUpdateCount();
        });
        assertExports((statement, sql) -> {
            try (PreparedStatement prepared = statement.getConnection().prepareStatement(sql)) {
                return prepared.executeUpdate();
            }
        });
    }

    void explanationOfACopyIsAQuery() throws SQLException {
        assertThat(query(as("admin"), "EXPLAIN " + copy("sales_analytics.customers")))
                .isNotEmpty();
    }

    void copyToWhereNothingMayGoIsRefused() throws SQLException {
        try (Statement statement = as("admin").createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("COPY sales_analytics.customers TO 'file:/etc/out'"))
                    .isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("Cannot export");
        }
    }
}
