package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.export.ExportUser.Road;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.ExportsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers over HTTP that are files, for which the rules of exports hold, beside those that are not. */
final class DownloadIT {
    private static final String CSV = "text/csv";
    private static final String JSON = "application/json";
    private static final List<String> FILES = List.of(
            CSV, "text/csv;header=absent", "application/vnd.apache.parquet", "application/vnd.apache.arrow.file");
    private static final List<String> ANSWERS =
            List.of(JSON, "application/x-ndjson", "application/vnd.apache.arrow.stream", "*/*");

    @TempDir
    private static Path home;

    private static RunningServer server;
    private static ExportUser admin;
    private static ExportUser alice;

    @BeforeAll
    static void start() throws IOException {
        Path projections = Files.createDirectories(home.resolve("projections"));
        RuledProjection.write(projections, "open", "");
        RuledProjection.write(projections, "freely", "export: {destinations: [here, download]}");
        RuledProjection.write(projections, "kept", "export: {destinations: [here]}");
        RuledProjection.write(projections, "gated", "export: {destinations: [download], approval: admin}");
        RuledProjection.write(projections, "sealed", "export: {destinations: [download], encryption: required}");
        RuledProjection.write(projections, "briefly", "export: {destinations: [download], retention_days: 30}");
        RuledProjection.write(projections, "rarely", "export: {destinations: [download], allow: [admin]}");
        RuledProjection.write(projections, "few", "export: {destinations: [download], rows: 20}");
        RuledProjection.write(projections, "many", "export: {destinations: [download], rows: 200000}");
        RuledProjection.write(projections, "small", "export: {destinations: [download], mebibytes: 1}");
        RuledProjection.write(projections, "hidden", "export: {destinations: [here]}\nallow: [admin]");
        Path exports = Files.createDirectories(home.resolve("exports"));
        server = RunningServer.startExporting(
                projections, ExportsSettings.to(Map.of("here", exports.toUri().toString())));
        admin = new ExportUser(server, "admin");
        alice = new ExportUser(server, "alice");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(server.allocatedBytes()).isZero();
    }

    /** Asks all that a projection has of nations. */
    private static HttpResponse<byte[]> nations(ExportUser user, Road road, String accept, String projection)
            throws Exception {
        return user.ask(
                road,
                accept,
                switch (road) {
                    case SQL -> "SELECT id, name FROM " + projection + ".nations";
                    case BULK -> projection + "/nations";
                    case GRAPHQL -> "{ " + projection + "Nations { id name } }";
                });
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void checkRefused(HttpResponse<byte[]> answer, String why) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(403);
        assertThat(text(answer)).contains(why);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void rowsLeaveAsFilesWhereTheRulesNameDownload(Road road) throws Exception {
        for (String accept : FILES) {
            assertThat(nations(alice, road, accept, "open").statusCode()).isEqualTo(200);
            assertThat(nations(alice, road, accept, "freely").statusCode()).isEqualTo(200);
            checkRefused(
                    nations(alice, road, accept, "kept"),
                    "Cannot download rows of the projection 'kept' as a file: its export rules do not name 'download'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsLeaveAsAnswersWhateverTheRulesOfExports(Road road) throws Exception {
        for (String accept : ANSWERS) {
            assertThat(nations(alice, road, accept, "kept").statusCode()).isEqualTo(200);
            assertThat(nations(alice, road, accept, "gated").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void archivesAreFilesAndPartsAreWhatTheyAreAlone() throws Exception {
        checkRefused(nations(alice, Road.GRAPHQL, "application/zip; type=\"application/json\"", "kept"), "'download'");
        checkRefused(nations(alice, Road.GRAPHQL, "multipart/mixed; type=\"text/csv\"", "kept"), "'download'");
        assertThat(nations(alice, Road.GRAPHQL, "multipart/mixed; type=\"application/json\"", "kept")
                        .statusCode())
                .isEqualTo(200);
        assertThat(nations(alice, Road.GRAPHQL, "application/zip; type=\"text/csv\"", "freely")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAnswerCannotKeepIsRefused(Road road) throws Exception {
        checkRefused(nations(alice, road, CSV, "gated"), "somebody has to approve each export; send a COPY");
        checkRefused(nations(alice, road, CSV, "sealed"), "its files have to be encrypted");
        checkRefused(nations(alice, road, CSV, "briefly"), "its files are deleted after 30 days");
        checkRefused(nations(alice, road, CSV, "rarely"), "your roles are not among those that may");
        assertThat(nations(admin, road, CSV, "rarely").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRowsAreRefusedBeforeTheFirstByteWhereTheyCome(Road road) throws Exception {
        checkRefused(nations(alice, road, CSV, "few"), "more than 20 rows");
        assertThat(nations(alice, road, JSON, "few").statusCode()).isEqualTo(200);
    }

    @Test
    void asManyRowsAsAllowedAreNotTooMany() throws Exception {
        HttpResponse<byte[]> page = alice.ask(Road.BULK, CSV, "few/nations?first=20");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page).lines()).hasSize(21);
        assertThat(page.headers().firstValue("Link")).isPresent();
        assertThat(alice.ask(Road.SQL, CSV, "SELECT id FROM few.nations LIMIT 20")
                        .statusCode())
                .isEqualTo(200);
    }

    /** No client takes what it has got by then for a whole file. */
    @Test
    void transferThatTurnsOutTooLargeBreaksOff() {
        String rows = "SELECT a.id FROM many.comments a, many.nations b";
        assertThatThrownBy(() -> alice.ask(Road.SQL, CSV, rows)).isInstanceOf(IOException.class);
        String bytes = "SELECT a.text FROM small.comments a, small.nations b";
        assertThatThrownBy(() -> alice.ask(Road.SQL, CSV, bytes)).isInstanceOf(IOException.class);
        String tables = "{ a: smallComments { id text } b: smallComments { text id } }";
        assertThatThrownBy(() -> alice.ask(Road.GRAPHQL, "multipart/mixed; type=\"text/csv\"", tables))
                .as("the tables of a file count together")
                .isInstanceOf(IOException.class);
    }

    @Test
    void rulesOfAllThatIsReadHold() throws Exception {
        checkRefused(
                alice.ask(Road.SQL, CSV, "SELECT a.id FROM freely.nations a JOIN kept.nations b ON a.id = b.id"),
                "'kept'");
        checkRefused(
                alice.ask(Road.SQL, CSV, "SELECT id FROM freely.nations WHERE EXISTS (SELECT 1 FROM kept.nations)"),
                "'kept'");
        checkRefused(alice.ask(Road.SQL, CSV, "SELECT b.id FROM few.nations a, open.nations b"), "more than 20 rows");
        String tables = "{ a: openComments { id text } b: keptNations { id } }";
        checkRefused(alice.ask(Road.GRAPHQL, "application/zip; type=\"text/csv\"", tables), "'kept'");
    }

    @Test
    void whatReadsNoRowsIsNoDownload() throws Exception {
        String copy = "COPY kept.nations TO '"
                + home.resolve("exports/made").toUri().toString().replace("///", "/") + "' (FORMAT csv)";
        for (String sql : List.of(
                "SELECT 1 AS one", "EXPLAIN SELECT id FROM kept.nations", "EXPLAIN " + copy, copy, "SHOW EXPORTS")) {
            HttpResponse<byte[]> answer = alice.ask(Road.SQL, CSV, sql);
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        }
    }

    @Test
    void downloadIsNoPlaceOfTheServers() throws Exception {
        HttpResponse<String> copied = admin.ask("COPY rarely.nations TO '"
                + home.resolve("exports/no").toUri().toString().replace("///", "/") + "'");
        assertThat(copied.statusCode()).isEqualTo(403);
        assertThat(copied.body()).contains("it allows download only");
        assertThat(admin.ask("COPY rarely.nations TO 'download'").statusCode()).isEqualTo(400);
        assertThat(admin.ask("COPY rarely.nations TO 'download:/x'").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void hiddenProjectionAnswersAsNoneWhateverItsRules(Road road) throws Exception {
        HttpResponse<byte[]> hidden = nations(alice, road, CSV, "hidden");
        HttpResponse<byte[]> absent = nations(alice, road, CSV, "absent");
        assertThat(hidden.statusCode()).isEqualTo(absent.statusCode());
        assertThat(text(hidden).replace("hidden", "absent")).isEqualTo(text(absent));
        checkRefused(nations(admin, road, CSV, "hidden"), "'download'");
    }

    @Test
    void auditSaysThatRowsLeftAsAFileOrWereNotToLeave() throws Exception {
        long before = records().size();
        nations(alice, Road.SQL, CSV, "freely");
        nations(alice, Road.SQL, JSON, "freely");
        nations(alice, Road.BULK, CSV, "kept");
        nations(alice, Road.GRAPHQL, CSV, "freely");
        List<JsonNode> made = records().stream().skip(before).toList();
        assertThat(made)
                .extracting(record -> record.path("event").asText() + " "
                        + record.path("format").asText() + " "
                        + record.path("destination").asText())
                .containsExactly(
                        "started csv download:127.0.0.1",
                        "finished csv download:127.0.0.1",
                        "started json 127.0.0.1",
                        "finished json 127.0.0.1",
                        "denied csv download:127.0.0.1",
                        "started csv download:127.0.0.1",
                        "finished csv download:127.0.0.1");
    }

    private static List<JsonNode> records() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<String> lines = Files.lines(server.auditFile())) {
            return lines.map(line -> {
                        try {
                            return mapper.readTree(line);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
