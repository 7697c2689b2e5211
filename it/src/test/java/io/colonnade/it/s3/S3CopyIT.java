package io.colonnade.it.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.export.ExportUser;
import io.colonnade.it.export.ExportedNations;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.DestinationSettings;
import io.colonnade.server.config.ExportsSettings;
import io.colonnade.server.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code COPY} over HTTP into a bucket, and back by DuckDB. */
final class S3CopyIT {
    private static S3Server store;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        store = new S3Server();
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
    }

    @Test
    void rowsComeBackAsTheyAreInTheDatabase() throws Exception {
        try (RunningServer server = serverOver(store.port(), S3Server.SECRET, null)) {
            HttpResponse<String> answer =
                    copy(server, "(" + ExportedNations.QUERY + ") TO 's3://lake/exports/nations'");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(ExportedNations.copied(store::bytes, "exports/nations/", folder))
                    .isEqualTo(ExportedNations.ofTheDatabase());
            answer = copy(server, "(" + ExportedNations.QUERY + ") TO 's3://lake/exports/nations'");
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).contains("say OVERWRITE or APPEND");
            answer = copy(
                    server,
                    "(" + ExportedNations.QUERY
                            + ") TO 's3://lake/exports/nations' (FORMAT parquet, PARTITION_BY (n_regionkey), OVERWRITE)");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(store.keys("exports/nations/")).hasSize(6);
            assertThat(store.uploads("exports/nations/")).isEmpty();
        }
    }

    @Test
    void cancelledExportLeavesNothing() throws Exception {
        String endless = "(SELECT a.l_comment, b.l_orderkey FROM tpch.lineitem a CROSS JOIN tpch.lineitem b)";
        try (RunningServer server = serverOver(store.port(), S3Server.SECRET, null)) {
            HttpResponse<String> answer = copy(server, endless + " TO 's3://lake/exports/endless' (ASYNC)");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            await().until(() -> !store.uploads("exports/endless/").isEmpty());
            String id = new ObjectMapper()
                    .readTree(answer.body())
                    .findValue("export")
                    .asText();
            assertThat(send(server, "CANCEL EXPORT '" + id + "'").statusCode()).isEqualTo(200);
            await().until(() -> store.uploads("exports/endless/").isEmpty());
            assertThat(store.keys("exports/endless/")).isEmpty();
        }
    }

    @Test
    void filesThatTheStoreMustEncryptGoOnlyWhereItIsAskedTo() throws Exception {
        String command = "(" + ExportedNations.QUERY + ") TO 's3://lake/exports/secret' (ENCRYPTION server)";
        try (RunningServer server = serverOver(store.port(), S3Server.SECRET, null)) {
            HttpResponse<String> answer = copy(server, command);
            assertThat(answer.body()).contains("does not encrypt");
            assertThat(store.keys("exports/secret/")).isEmpty();
        }
        DestinationSettings.Encryption encryption = new DestinationSettings.Encryption("AES256", null);
        try (RunningServer server = serverOver(store.port(), S3Server.SECRET, encryption)) {
            HttpResponse<String> answer = copy(server, command);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(ExportedNations.copied(store::bytes, "exports/secret/", folder))
                    .isEqualTo(ExportedNations.ofTheDatabase());
        }
    }

    @Test
    void storeThatRefusesOrIsGoneIsToldApartAndNoKeyIsNamed() throws Exception {
        String command = "(" + ExportedNations.QUERY + ") TO 's3://lake/exports/none'";
        try (RunningServer server = serverOver(store.port(), "not-the-secret-key", null)) {
            HttpResponse<String> answer = copy(server, command);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("the destination refuses")
                    .doesNotContain("not-the-secret-key", S3Server.ACCESS, "127.0.0.1");
            assertThat(Files.readString(server.auditFile())).doesNotContain("not-the-secret-key", S3Server.ACCESS);
        }
        try (RunningServer server = serverOver(1, S3Server.SECRET, null)) {
            HttpResponse<String> answer = copy(server, command);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain(S3Server.SECRET, S3Server.ACCESS, "127.0.0.1");
        }
    }

    /** Whatever is between the rows and the store hands on why it does not go on. */
    @ParameterizedTest
    @ValueSource(strings = {"FORMAT parquet", "FORMAT csv, COMPRESSION zstd", "FORMAT arrow, COMPRESSION none"})
    void storeThatRefusesInTheMiddleIsNoDefectOfOurs(String options) throws Exception {
        try (UnreliableWay way = new UnreliableWay(store.port());
                RunningServer server = serverOver(way.port(), S3Server.SECRET, null)) {
            way.forget(head -> head.contains("partNumber="));
            HttpResponse<String> answer = copy(
                    server,
                    "(SELECT * FROM tpch.orders) TO 's3://lake/exports/middle' (" + options + ", FILE_SIZE '64KiB')");
            assertThat(answer.body()).contains("the destination refuses");
            assertThat(store.keys("exports/middle/")).isEmpty();
            assertThat(store.uploads("exports/middle/")).isEmpty();
        }
    }

    private static RunningServer serverOver(
            int port, String secret, DestinationSettings.@Nullable Encryption encryption) {
        DestinationSettings.S3 s3 = new DestinationSettings.S3(
                URI.create("http://127.0.0.1:" + port),
                "eu-central-1",
                new DestinationSettings.Keys(new Secret(S3Server.ACCESS), new Secret(secret)),
                true,
                encryption);
        return RunningServer.startExporting(
                ClientsDatabase.get().projections(),
                ExportsSettings.into(Map.of("demo", DestinationSettings.of("s3://lake/exports", s3)), Map.of()));
    }

    private static HttpResponse<String> copy(RunningServer server, String what)
            throws IOException, InterruptedException {
        return send(server, "COPY " + what);
    }

    private static HttpResponse<String> send(RunningServer server, String command)
            throws IOException, InterruptedException {
        return new ExportUser(server, "admin").ask(command);
    }
}
