package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.Checkout;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type with its extremes by COPY into a folder: another program reads there what the database says. */
@ExtendWith(NothingLeft.class)
final class ExportedFilesIT {
    /** All but the decimal of 76 digits, which DuckDB reads as a rounded one. */
    private static final String TEXTS =
            "id::text, a_string, a_large, an_int32::text, an_int64::text, a_float32, a_float64,"
                    + " a_bool, a_decimal::text, a_long::text, a_date::text, a_time::text, a_moment::text, a_json::text,"
                    + " %s, a_uuid::text";

    private static Connection duckdb;

    @BeforeAll
    static void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("PRAGMA add_parquet_key('it', '" + RunningServer.EXPORT_KEY + "')");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    private static Path export(String options) throws Exception {
        return export("admin", "clients.kinds", options);
    }

    private static Path export(String user, String batch, String options) throws Exception {
        Path folder = RunningServer.exports().resolve("files-" + UUID.randomUUID());
        new ExportUser(RunningServer.shared(), user)
                .one("COPY " + batch + " TO '" + folder.toUri() + "' (" + options + ")");
        return folder;
    }

    private static List<List<@Nullable String>> rows(Connection connection, String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<@Nullable String>> database(String select) throws SQLException {
        try (Connection connection = ClientsDatabase.get().postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return rows(connection, "SELECT " + select + " FROM clients.kinds ORDER BY id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FORMAT parquet",
                "COMPRESSION snappy",
                "COMPRESSION gzip, ROW_GROUP_SIZE '64KiB'",
                "COMPRESSION none, FILE_SIZE '64KiB'",
                "ENCRYPTION parquet",
                "PARTITION_BY (a_bool)",
                "PARTITION_BY (id, a_bool)",
                "PARTITION_BY (a_bool), ENCRYPTION parquet"
            })
    void parquetHasTheRowsOfTheDatabase(String options) throws Exception {
        Path folder = export(options);
        String config = options.contains("ENCRYPTION") ? ", encryption_config = {footer_key: 'it'}" : "";
        String types = "hive_types = {'a_bool': BOOLEAN, 'id': INTEGER}";
        String partitions = options.contains("PARTITION_BY")
                ? ", hive_partitioning = true, "
                        + (options.contains("id,") ? types : "hive_types = {'a_bool': BOOLEAN}")
                : "";
        assertThat(rows(
                        duckdb,
                        "SELECT " + TEXTS.formatted("lower(hex(a_binary))") + " FROM read_parquet('" + folder
                                + "/**/*.parquet'" + config + partitions + ") ORDER BY id"))
                .isEqualTo(database(TEXTS.formatted("encode(a_binary, 'hex')")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORMAT csv", "FORMAT csv, COMPRESSION gzip", "FORMAT csv, COMPRESSION zstd"})
    void csvHasTheRowsOfTheDatabase(String options) throws Exception {
        Path folder = export(options);
        String columns = "id::text, a_string, a_large, an_int64::text, a_decimal::text, a_long::text, a_huge::text,"
                + " a_date::text, a_json::text, a_uuid::text";
        assertThat(rows(
                        duckdb,
                        "SELECT " + columns + " FROM read_csv('" + folder + "/part-*', all_varchar = true,"
                                + " allow_quoted_nulls = false) ORDER BY id"))
                .isEqualTo(database(columns));
    }

    @Test
    void exampleOfDuckDbRuns() throws Exception {
        Path folder = export("alice", "sales_analytics.orders", "PARTITION_BY (status)");
        String script = Files.readString(Checkout.root().resolve("examples/duckdb/exported.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replace("/tmp/exports/orders", folder.toString());
        List<List<List<@Nullable String>>> answers = new ArrayList<>();
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                answers.add(rows(duckdb, statement));
            }
        }
        assertThat(answers.get(0)).extracting(row -> row.get(0)).containsExactly("F", "O");
        assertThat(answers.get(2)).extracting(row -> row.get(0)).contains("colonnade.batches", "colonnade.projections");
        assertThat(answers.get(3).get(0)).startsWith("alice", "[sales_analytics@1.0.0]", "[sales_analytics.orders]");
    }

    @Test
    void whatIsEncryptedTellsNothingButTheNameOfItsKey() throws Exception {
        Path folder = export("ENCRYPTION parquet");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                boolean manifest = file.endsWith("_colonnade.json");
                assertThat(bytes).as(file.toString()).contains("it-1").doesNotContain(RunningServer.EXPORT_KEY);
                assertThat(bytes.contains("a_string")).isFalse();
                assertThat(bytes.contains("\"encryption_key\" : \"it-1\"")).isEqualTo(manifest);
            }
        }
    }
}
