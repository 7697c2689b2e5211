package io.colonnade.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.export.ExportUser;
import io.colonnade.it.export.ExportedNations;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.DestinationSettings;
import io.colonnade.server.config.ExportsSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code COPY} over HTTP into a cluster, and back by DuckDB. */
final class HdfsCopyIT {
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
            String copy = "COPY (" + ExportedNations.QUERY + ") TO '" + cluster.uri("/exports/nations") + "'";
            assertThat(send(server, "EXPLAIN " + copy).body())
                    .contains("export to " + cluster.uri("/exports/nations"), "into a folder that is new or empty");
            HttpResponse<String> answer = send(server, copy);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(ExportedNations.copied(cluster::bytes, "/exports/nations/", folder))
                    .isEqualTo(ExportedNations.ofTheDatabase());
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
        String copy = "COPY (" + ExportedNations.QUERY + ") TO '" + cluster.uri("/exports/none") + "'";
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
                "destinations.c.uri: one of the files of its hadoop_configuration is none of Hadoop's");
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
        return new ExportUser(server, "admin").ask(command);
    }
}
