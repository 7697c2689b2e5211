package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.ExportsSettings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Projections that have their files encrypted: none leaves in the clear. */
final class EncryptedExportsIT {
    @TempDir
    private static Path home;

    private static Path projections;
    private static Path exports;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        projections = Files.createDirectories(home.resolve("projections"));
        exports = Files.createDirectories(home.resolve("exports"));
        for (String encryption : new String[] {"parquet", "required", "server", "none"}) {
            Files.writeString(projections.resolve(encryption + ".yaml"), """
                    projection: by_%1$s
                    version: 1.0.0
                    source: tpch
                    allow: [admin]
                    export: {destinations: [here], encryption: %1$s}
                    batches:
                      nations:
                        from: nation
                        key: [id]
                        columns:
                          id:   {type: int32, nullable: false, from: n_nationkey}
                          name: {type: string, nullable: false, from: n_name}
                    """.formatted(encryption));
        }
        server = start(Map.of("key", "now", "keys.now", RunningServer.EXPORT_KEY));
    }

    private static RunningServer start(Map<String, String> keys) {
        return RunningServer.startExporting(
                projections, ExportsSettings.to(Map.of("here", exports.toUri().toString()), keys));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String copy(String from, String folder, String options) {
        return "COPY " + from + " TO '" + exports.resolve(folder).toUri() + "' (" + options + ")";
    }

    private static String nations(String folder, String config) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA add_parquet_key('now', '" + RunningServer.EXPORT_KEY + "')");
            try (ResultSet row = statement.executeQuery("SELECT count(*) || ' ' || max(name) FROM read_parquet('"
                    + exports.resolve(folder) + "/*.parquet'" + config + ")")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "required", "server"})
    void whatMustBeEncryptedIsWithoutBeingAsked(String word) throws Exception {
        new ExportUser(server, "admin").one(copy("by_" + word + ".nations", word, "FORMAT parquet"));
        assertThat(nations(word, ", encryption_config = {footer_key: 'now'}")).isEqualTo("25 VIETNAM");
        assertThatThrownBy(() -> nations(word, "")).isInstanceOf(SQLException.class);
        assertThat(new ObjectMapper()
                        .readTree(
                                exports.resolve(word).resolve("_colonnade.json").toFile())
                        .at("/exports/0/encryption_key")
                        .asText())
                .isEqualTo("now");
    }

    /** The strictest rule of all that is read counts. */
    @Test
    void rowsThatNeedItTakeOthersWithThem() throws Exception {
        String both = "(SELECT a.id, b.name FROM by_none.nations a JOIN by_parquet.nations b ON a.id = b.id)";
        new ExportUser(server, "admin").one(copy(both, "both", "FORMAT parquet"));
        assertThatThrownBy(() -> nations("both", "")).isInstanceOf(SQLException.class);
        new ExportUser(server, "admin").one(copy("by_none.nations", "none", "FORMAT parquet"));
        assertThat(nations("none", "")).isEqualTo("25 VIETNAM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by_parquet|ENCRYPTION none|the projection asks for parquet",
                "by_parquet|ENCRYPTION server|the projection asks for parquet",
                "by_parquet|FORMAT csv|only those of Parquet can be",
                "by_parquet|FORMAT arrow|only those of Parquet can be",
                "by_parquet|PARTITION_BY (name)|leave PARTITION_BY out",
                "by_required|ENCRYPTION none|the projection asks for server",
                "by_required|FORMAT csv|only those of Parquet can be",
                "by_required|ENCRYPTION server|the destination does not encrypt"
            })
    void nothingLeavesInTheClear(String projection, String options, String why) throws Exception {
        HttpResponse<String> answer =
                new ExportUser(server, "admin").ask(copy(projection + ".nations", "clear", options));
        assertThat(answer.statusCode()).isNotEqualTo(200);
        assertThat(answer.body()).contains(why);
        assertThat(exports.resolve("clear")).doesNotExist();
    }

    @Test
    void withoutAKeyNothingLeavesThatNeedsOne() throws Exception {
        try (RunningServer keyless = start(Map.of("keys.then", RunningServer.EXPORT_KEY))) {
            HttpResponse<String> answer =
                    new ExportUser(keyless, "admin").ask(copy("by_parquet.nations", "keyless", "FORMAT parquet"));
            assertThat(answer.body()).contains("no key for it is configured (exports.key)");
            assertThat(exports.resolve("keyless")).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "now, AAAA, 'exports.keys.now: expected base64 of 16, 24 or 32 bytes'",
        "nwo, AAAAAAAAAAAAAAAAAAAAAA==, 'exports.key: there is no exports.keys.nwo'"
    })
    void keysThatAreNoneStopTheStartAndAreNotRepeated(String used, String key, String why) {
        assertThatThrownBy(() -> start(Map.of("key", used, "keys.now", key)))
                .hasMessage("Invalid configuration: " + why)
                .hasMessageNotContaining("AAAA");
    }
}
