package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Checkout;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet's own command line, a process of its own, reads what COPY has written. */
final class ParquetCliIT {
    /** As it prints them: numbers without their scale, moments since 1970. */
    private static final String VALUES = "SELECT to_json(row(id, a_string, a_large, an_int32, an_int64, a_bool,"
            + " (a_decimal * 100)::bigint, a_date - date '1970-01-01', (extract(epoch FROM a_time) * 1000000)::bigint,"
            + " (extract(epoch FROM a_moment) * 1000000)::bigint))::text FROM clients.kinds ORDER BY id";

    private static final List<String> NAMES = List.of(
            "id", "a_string", "a_large", "an_int32", "an_int64", "a_bool", "a_decimal", "a_date", "a_time", "a_moment");

    private static Path file;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void export() throws Exception {
        Path folder = RunningServer.exports().resolve("cli-" + UUID.randomUUID());
        new ExportUser(RunningServer.shared(), "admin")
                .one("COPY (SELECT " + String.join(", ", NAMES) + " FROM clients.kinds ORDER BY id) TO '"
                        + folder.toUri() + "'");
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(each -> each.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Files.readString(Checkout.module().resolve("parquet-cli/target/class.path"))
                        .strip(),
                "org.apache.parquet.cli.Main"));
        command.addAll(List.of(arguments));
        Path errors = scratch.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return out;
    }

    @Test
    void rowsAreThoseOfTheDatabase() throws Exception {
        List<List<JsonNode>> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> read =
                new ObjectMapper().readerFor(JsonNode.class).readValues(run("cat", file.toString()))) {
            while (read.hasNext()) {
                JsonNode row = read.next();
                rows.add(NAMES.stream().map(row::get).toList());
            }
        }
        assertThat(rows).isNotEmpty().isEqualTo(ofTheDatabase());
    }

    private static List<List<JsonNode>> ofTheDatabase() throws SQLException, IOException {
        List<List<JsonNode>> rows = new ArrayList<>();
        try (Connection connection = ClientsDatabase.get().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(VALUES)) {
            while (result.next()) {
                List<JsonNode> row = new ArrayList<>();
                new ObjectMapper().readTree(result.getString(1)).forEach(row::add);
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void statisticsAreSoundAndTheIndexIsThere() throws Exception {
        assertThat(run("check-stats", file.toString())).contains("has no corrupt stats");
        assertThat(run("column-index", file.toString()))
                .contains("column index for column id:", "offset index for column id:");
    }
}
