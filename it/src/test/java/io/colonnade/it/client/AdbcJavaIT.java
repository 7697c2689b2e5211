package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.batch.VectorValues;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.adbc.core.AdbcConnection;
import org.apache.arrow.adbc.core.AdbcConnection.GetObjectsDepth;
import org.apache.arrow.adbc.core.AdbcDatabase;
import org.apache.arrow.adbc.core.AdbcDriver;
import org.apache.arrow.adbc.core.AdbcException;
import org.apache.arrow.adbc.core.AdbcStatement;
import org.apache.arrow.adbc.core.AdbcStatement.PartitionResult;
import org.apache.arrow.adbc.core.AdbcStatement.QueryResult;
import org.apache.arrow.adbc.core.AdbcStatusCode;
import org.apache.arrow.adbc.core.BulkIngestMode;
import org.apache.arrow.adbc.core.PartitionDescriptor;
import org.apache.arrow.adbc.driver.flightsql.FlightSqlConnectionProperties;
import org.apache.arrow.adbc.driver.flightsql.FlightSqlDriver;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ADBC's driver for Flight SQL in Java. */
@ExtendWith(NothingLeft.class)
final class AdbcJavaIT {
    private static final String HEADER = FlightSqlConnectionProperties.RPC_CALL_HEADER_PREFIX;

    private interface Work {
        void with(AdbcConnection connection, BufferAllocator allocator) throws Exception;
    }

    private static void as(String user, String password, Work work) throws Exception {
        Map<String, Object> parameters = new HashMap<>();
        AdbcDriver.PARAM_USERNAME.set(parameters, user);
        AdbcDriver.PARAM_PASSWORD.set(parameters, password);
        with(parameters, work);
    }

    private static void with(Map<String, Object> parameters, Work work) throws Exception {
        AdbcDriver.PARAM_URI.set(
                parameters, "grpc+tcp://127.0.0.1:" + RunningServer.shared().flightPort());
        try (BufferAllocator allocator = new RootAllocator();
                AdbcDatabase database = new FlightSqlDriver(allocator).open(parameters);
                AdbcConnection connection = database.connect()) {
            work.with(connection, allocator);
        }
    }

    private static List<List<@Nullable Object>> query(AdbcConnection connection, String sql) throws Exception {
        try (AdbcStatement statement = connection.createStatement()) {
            statement.setSqlQuery(sql);
            try (QueryResult result = statement.executeQuery()) {
                return rows(result.getReader());
            }
        }
    }

    private static List<List<@Nullable Object>> rows(ArrowReader reader) throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        while (reader.loadNextBatch()) {
            for (int row = 0; row < root.getRowCount(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (FieldVector vector : root.getFieldVectors()) {
                    values.add(VectorValues.read(vector, row));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThatThrownBy(() -> as("alice", "wrong", (connection, allocator) -> query(connection, "SELECT 1")))
                .hasStackTraceContaining("Cannot authenticate");
    }

    @Test
    void adminSeesEverythingAndAliceHerRegionThroughMasks() throws Exception {
        String sql = "SELECT name, phone FROM sales_analytics.customers ORDER BY id";
        as(
                "admin",
                "admin",
                (connection, allocator) -> assertThat(query(connection, sql))
                        .hasSize(1500)
                        .first()
                        .isEqualTo(List.of("Customer#000000001", "25-989-741-2988")));
        as(
                "alice",
                "alice",
                (connection, allocator) -> assertThat(query(connection, sql))
                        .hasSizeBetween(200, 400)
                        .allSatisfy(row -> assertThat(row.get(0)).isEqualTo("[REDACTED]")));
    }

    @Test
    void typesAndNullsAreRight() throws Exception {
        String sql = "SELECT a_string, an_int64, a_decimal, a_huge, a_date, a_moment FROM clients.kinds"
                + " WHERE id IN (1, 4) ORDER BY id";
        as("admin", "admin", (connection, allocator) -> {
            List<List<@Nullable Object>> rows = query(connection, sql);
            assertThat(rows.get(0))
                    .containsExactly(
                            "Grüße, 東京 🏛",
                            4_200_000_000L,
                            new BigDecimal("1234.56"),
                            new BigDecimal("0.00000000000000000001"),
                            LocalDate.of(2024, 2, 29),
                            Instant.parse("2024-07-01T12:00:00Z"));
            assertThat(rows.get(1)).containsOnlyNulls();
        });
    }

    @Test
    void objectsAreListed() throws Exception {
        as("alice", "alice", (connection, allocator) -> {
            try (ArrowReader reader =
                    connection.getObjects(GetObjectsDepth.TABLES, null, "sales_analytics", null, null, null)) {
                assertThat(reader.loadNextBatch()).isTrue();
                String objects = reader.getVectorSchemaRoot().contentToTSVString();
                assertThat(objects).contains("customers", "orders", "lineitems");
                assertThat(objects).doesNotContain("lineitem\t", "partsupp");
            }
        });
    }

    @Test
    void aTokenIsTakenAsHeaderOfEachCall() throws Exception {
        String token = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal(Principal.HERE, "dora", Set.of("admin"), Map.of()), Duration.ofMinutes(5));
        with(
                new HashMap<>(Map.of(HEADER + "authorization", "Bearer " + token)),
                (connection, allocator) -> assertThat(query(connection, "SELECT count(*) FROM tpch.region"))
                        .containsExactly(List.of(5L)));
    }

    /** For columns the driver calls a class that Arrow's JDBC driver has under the same name, for other arguments. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL")
    void objectsAreListedToTheDepthThatIsAskedFor(GetObjectsDepth depth) throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            try (ArrowReader reader = connection.getObjects(depth, null, "clients", "kinds", null, null)) {
                assertThat(reader.loadNextBatch()).isTrue();
                String objects = reader.getVectorSchemaRoot().contentToTSVString();
                assertThat(objects).contains("colonnade").doesNotContain("tpch", "counter");
                assertThat(objects.contains("clients")).isEqualTo(depth != GetObjectsDepth.CATALOGS);
                assertThat(objects.contains("kinds")).isEqualTo(depth == GetObjectsDepth.TABLES);
            }
        });
    }

    @Test
    void resultsAreReadByTheirPartitions() throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            try (AdbcStatement statement = connection.createStatement()) {
                statement.setSqlQuery("SELECT id FROM clients.kinds ORDER BY id");
                PartitionResult result = statement.executePartitioned();
                assertThat(result.getSchema().getFields()).hasSize(1);
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (PartitionDescriptor partition : result.getPartitionDescriptors()) {
                    try (ArrowReader reader = connection.readPartition(partition.getDescriptor())) {
                        rows.addAll(rows(reader));
                    }
                }
                assertThat(rows).extracting(row -> row.get(0)).containsExactly(1, 2, 3, 4, 5, 6);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(BulkIngestMode.class)
    void writesAreRefusedAndNothingIsLeft(BulkIngestMode mode) throws Exception {
        Schema schema = new Schema(List.of(Field.nullable("id", new ArrowType.Int(32, true))));
        as("admin", "admin", (connection, allocator) -> {
            try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                    AdbcStatement statement = connection.bulkIngest("clients.counter", mode)) {
                ((IntVector) root.getVector(0)).setSafe(0, 2);
                root.setRowCount(1);
                statement.bind(root);
                assertThatThrownBy(statement::executeUpdate)
                        .isInstanceOf(AdbcException.class)
                        .hasStackTraceContaining("Colonnade");
            }
            assertThat(query(connection, "SELECT count(*) FROM clients.counter"))
                    .containsExactly(List.of(1L));
        });
    }

    @Test
    void copyIsAnUpdateWhoseCountIsItsRows() throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            try (AdbcStatement statement = connection.createStatement()) {
                statement.setSqlQuery(JdbcContract.copy("(SELECT id FROM sales_analytics.customers WHERE id <= 20)"));
                assertThat(statement.executeUpdate().getAffectedRows()).isEqualTo(20);
            }
        });
    }

    /** The driver (0.20.0) sends the execution of a prepared statement without credentials: nobody's handle, so refused. */
    @Test
    void preparedStatementsTellTheirParametersButAreExecutedWithoutCredentials() throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            try (AdbcStatement statement = connection.createStatement()) {
                statement.setSqlQuery("SELECT id, a_string FROM clients.kinds WHERE id = ?");
                statement.prepare();
                Schema parameters = statement.getParameterSchema();
                assertThat(parameters.getFields()).hasSize(1);
                try (VectorSchemaRoot root = VectorSchemaRoot.create(parameters, allocator)) {
                    ((IntVector) root.getVector(0)).setSafe(0, 5);
                    root.setRowCount(1);
                    statement.bind(root);
                    assertThatThrownBy(statement::executeQuery).hasMessageContaining("belongs to somebody else");
                }
            }
        });
    }

    @Test
    void millionRowsAreComplete() throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            try (AdbcStatement statement = connection.createStatement()) {
                statement.setSqlQuery("SELECT n, name FROM clients.numbers WHERE n <= 1000000");
                try (QueryResult result = statement.executeQuery()) {
                    long rows = 0;
                    while (result.getReader().loadNextBatch()) {
                        rows += result.getReader().getVectorSchemaRoot().getRowCount();
                    }
                    assertThat(rows).isEqualTo(1_000_000);
                }
            }
        });
    }

    @Test
    void errorsKeepTheirStatus() throws Exception {
        as("admin", "admin", (connection, allocator) -> {
            assertStatus(connection, "SELECT nme FROM sales_analytics.customers", AdbcStatusCode.INVALID_ARGUMENT);
            assertStatus(connection, "SELECT 1 FRM x y", AdbcStatusCode.INVALID_ARGUMENT);
            assertStatus(connection, "SELECT * FROM nowhere.nothing", AdbcStatusCode.NOT_FOUND);
        });
    }

    private static void assertStatus(AdbcConnection connection, String sql, AdbcStatusCode status) {
        assertThatThrownBy(() -> query(connection, sql))
                .isInstanceOfSatisfying(
                        AdbcException.class, e -> assertThat(e.getStatus()).isEqualTo(status));
    }
}
