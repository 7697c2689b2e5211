package io.colonnade.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.DestinationSettings;
import io.colonnade.server.config.ExportsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code COPY} over HTTP into a cluster, and back by DuckDB. */
final class HdfsCopyIT {
    private static final String QUERY = "SELECT n_nationkey, n_name, n_regionkey, n_comment FROM tpch.nation";

    private static HdfsCluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = HdfsCluster.shared();
    }

    @Test
    void rowsComeBackAsTheyAreInTheDatabase() throws Exception {
        try (RunningServer server = serverAs(HdfsCluster.USER)) {
            String copy = "COPY (" + QUERY + ") TO '" + cluster.uri("/exports/nations") + "'";
            assertThat(send(server, "EXPLAIN " + copy).body())
                    .contains("export to " + cluster.uri("/exports/nations"), "into a folder that is new or empty");
            HttpResponse<String> answer = send(server, copy);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(rows("/exports/nations/")).isEqualTo(nations());
            answer = send(server, copy);
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).contains("say OVERWRITE or APPEND");
            answer = send(server, copy + " (PARTITION_BY (n_regionkey), OVERWRITE)");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(cluster.names("/exports/nations"))
                    .hasSize(6)
                    .filteredOn(name -> name.startsWith("n_regionkey=3/"))
                    .hasSize(1);
        }
    }

    @Test
    void cancelledExportLeavesNothing() throws Exception {
        String endless = "COPY (SELECT a.l_comment, b.l_orderkey FROM tpch.lineitem a CROSS JOIN tpch.lineitem b) TO '"
                + cluster.uri("/exports/endless/rows") + "' (ASYNC)";
        try (RunningServer server = serverAs(HdfsCluster.USER)) {
            HttpResponse<String> answer = send(server, endless);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            await().until(() -> !cluster.names("/exports/endless").isEmpty());
            String id = new ObjectMapper()
                    .readTree(answer.body())
                    .findValue("export")
                    .asText();
            assertThat(send(server, "CANCEL EXPORT '" + id + "'").statusCode()).isEqualTo(200);
            await().until(() -> cluster.names("/exports/endless").isEmpty());
        }
    }

    @Test
    void clusterThatRefusesOrIsGoneIsToldApartAndNeitherUserNorHostIsNamed() throws Exception {
        String copy = "COPY (" + QUERY + ") TO '" + cluster.uri("/exports/none") + "'";
        try (RunningServer server = serverAs("stranger")) {
            HttpResponse<String> answer = send(server, copy);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("the destination refuses")
                    .doesNotContain("stranger", "127.0.0.1", "localhost");
            assertThat(Files.readString(server.auditFile())).doesNotContain("stranger");
            cluster.withoutNameNode(() -> {
                HttpResponse<String> later = send(server, copy);
                assertThat(later.statusCode()).as(later.body()).isEqualTo(503);
                assertThat(later.body())
                        .contains("Cannot export: the destination does not take the files; nothing has been published")
                        .doesNotContain("stranger", "127.0.0.1", "localhost");
            });
        }
        assertThat(cluster.has("/exports/none")).isFalse();
    }

    @Test
    void whatIsSaidOfAClusterIsCheckedBeforeTheServerStarts() throws IOException {
        Path missing = folder.resolve("core-site.xml");
        Path broken = Files.writeString(folder.resolve("hdfs-site.xml"), "<configuration><property>");
        DestinationSettings.Hdfs user = new DestinationSettings.Hdfs("a", null, List.of());
        DestinationSettings.Hdfs principal =
                new DestinationSettings.Hdfs(null, new DestinationSettings.Kerberos("a", broken), List.of());
        assertNotStarted(
                Map.of("c", DestinationSettings.of("hdfs:/exports", user)), "a cluster is named as in hdfs://");
        assertNotStarted(
                Map.of("c", of(new DestinationSettings.Hdfs("a", null, List.of(missing)))),
                "destinations.c.hadoop_configuration: there is no such file, or it cannot be read: core-site.xml");
        assertNotStarted(
                Map.of("c", of(new DestinationSettings.Hdfs("a", null, List.of(broken)))),
                "destinations.c.hadoop_configuration: one of the files is none of Hadoop's");
        assertNotStarted(
                Map.of(
                        "c",
                        of(new DestinationSettings.Hdfs(
                                null, new DestinationSettings.Kerberos("a", missing), List.of()))),
                "destinations.c.keytab: there is no such file");
        assertNotStarted(Map.of("c", of(user), "d", of(principal)), "cannot be asked by one server");
    }

    private static DestinationSettings of(DestinationSettings.Hdfs settings) {
        return DestinationSettings.of("hdfs://namenode:8020/exports", settings);
    }

    private static void assertNotStarted(Map<String, DestinationSettings> destinations, String why) {
        assertThatThrownBy(() -> RunningServer.startExporting(
                        ClientsDatabase.get().projections(), ExportsSettings.into(destinations, Map.of())))
                .hasMessageContaining(why);
    }

    private static RunningServer serverAs(String user) {
        DestinationSettings.Hdfs settings = new DestinationSettings.Hdfs(user, null, List.of());
        return RunningServer.startExporting(
                ClientsDatabase.get().projections(),
                ExportsSettings.into(
                        Map.of("demo", DestinationSettings.of(cluster.uri("/exports"), settings)), Map.of()));
    }

    private static HttpResponse<String> send(RunningServer server, String command)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + "/sql"))
                .header("Authorization", "Basic " + basic)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(command))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** Goes by the manifest, as readers do. */
    private List<String> rows(String place) throws Exception {
        JsonNode manifest = new ObjectMapper().readTree(cluster.bytes(place + "_colonnade.json"));
        List<String> files = new ArrayList<>();
        for (JsonNode file : manifest.at("/exports/0/files")) {
            byte[] bytes = cluster.bytes(place + file.get("name").asText());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.get("sha256").asText());
            files.add("'" + Files.write(Files.createTempFile(folder, "rows", ".parquet"), bytes) + "'");
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            return texts(
                    duckdb,
                    "SELECT n_nationkey || '|' || n_name || '|' || n_regionkey || '|' || n_comment FROM read_parquet(["
                            + String.join(",", files) + "]) ORDER BY n_nationkey");
        }
    }

    private static List<String> nations() throws SQLException {
        try (Connection postgres = ClientsDatabase.get().postgres().connect()) {
            return texts(
                    postgres,
                    "SELECT n_nationkey || '|' || n_name || '|' || n_regionkey || '|' || n_comment FROM nation ORDER BY n_nationkey");
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        assertThat(texts).hasSize(25);
        return texts;
    }
}
