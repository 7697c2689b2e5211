package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.ExportsSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as jobs: what their rules demand, who decides on them, who sees them, and that nothing half-made is ever there. */
final class ExportIT {
    private static final String ENDLESS =
            "COPY (SELECT a.id FROM freely.nations a, freely.nations b, freely.nations c, freely.nations d,"
                    + " freely.nations e, freely.nations f, freely.nations g) TO '%s' (%s)";
    private static final int NATIONS = 25;

    @TempDir
    private static Path home;

    private static RunningServer server;

    private ExportUser admin;
    private ExportUser alice;
    private ExportUser bob;

    @BeforeAll
    static void start() throws IOException {
        Path projections = Files.createDirectories(home.resolve("projections"));
        project(projections, "freely", "destinations: [here]");
        project(projections, "gated", "destinations: [here], approval: admin");
        project(projections, "briefly", "destinations: [here/short], retention_days: 30, rows: 20");
        project(projections, "small", "destinations: [here], mebibytes: 1");
        project(projections, "rarely", "destinations: [here], allow: [admin]");
        project(projections, "silent", null);
        Path exports = Files.createDirectories(home.resolve("exports"));
        server = RunningServer.startExporting(
                projections, ExportsSettings.to(Map.of("here", exports.toUri().toString())));
    }

    private static void project(Path directory, String name, String export) throws IOException {
        RuledProjection.write(directory, name, """
                allow: [admin, analyst]
                %s
                row_filters:
                  - {batch: nations, filter: "region = 3", unless: [admin]}
                """.formatted(export == null ? "" : "export: {" + export + "}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enter() {
        admin = new ExportUser(server, "admin");
        alice = new ExportUser(server, "alice");
        bob = new ExportUser(server, "bob");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(server.allocatedBytes()).isZero();
        try (Stream<Path> all = Files.walk(home.resolve("exports"))) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".colonnade-"));
        }
    }

    /** Names a folder that no other test knows. */
    private String folder(String name) {
        return home.resolve("exports").resolve(name).toUri().toString().replace("///", "/");
    }

    private static List<String> files(String name) throws IOException {
        Path folder = home.resolve("exports").resolve(name);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode manifest(String name) throws IOException {
        Path file = home.resolve("exports").resolve(name).resolve("_colonnade.json");
        return new ObjectMapper()
                .readTree(Files.readString(file))
                .path("exports")
                .path(0);
    }

    @Test
    void exportIsItsRequestersAndTellsOfItself() throws Exception {
        JsonNode made = alice.one("COPY freely.nations TO '" + folder("own") + "' (FORMAT csv)");
        assertThat(made.path("state").asText()).isEqualTo("completed");
        assertThat(made.path("rows").asText()).isEqualTo("5");
        assertThat(made.path("expected_rows").isNull())
                .as("rows are hidden from alice")
                .isTrue();
        assertThat(files("own")).hasSize(2).contains("_colonnade.json");
        JsonNode told = manifest("own");
        assertThat(told.path("principal").asText()).isEqualTo("alice");
        assertThat(told.path("contracts").path(0).asText()).isEqualTo("freely@1.2.3");
        assertThat(told.path("row_filters").path(0).asText()).isEqualTo("freely.nations");
        String id = made.path("export").asText();
        assertThat(alice.run("SHOW EXPORTS").toString()).contains(id);
        assertThat(bob.run("SHOW EXPORTS").toString()).doesNotContain(id);
        assertThat(bob.ask("CANCEL EXPORT '" + id + "'").statusCode()).isEqualTo(404);
        assertThat(bob.ask("CANCEL EXPORT 'no-such'").body())
                .isEqualTo(bob.ask("CANCEL EXPORT '" + id + "'").body());
    }

    @Test
    void wholeProjectionHasAFolderForEachBatchAndOneManifest() throws Exception {
        JsonNode made = admin.one("COPY PROJECTION freely TO '" + folder("whole") + "'");
        assertThat(made.path("rows").asLong()).isGreaterThan(NATIONS);
        assertThat(made.path("expected_rows").asLong()).isPositive();
        assertThat(files("whole").stream().map(name -> name.replaceAll("part-.*", "")))
                .containsExactlyInAnyOrder("_colonnade.json", "comments/", "nations/");
    }

    @Test
    void whatNeedsApprovalWaitsForSomebodyElse() throws Exception {
        JsonNode asked = alice.one("COPY gated.nations TO '" + folder("gated") + "' (FORMAT csv)");
        assertThat(asked.path("state").asText()).isEqualTo("pending");
        assertThat(asked.path("waits_for").asText()).isEqualTo("admin");
        String id = asked.path("export").asText();
        assertThat(files("gated")).isEmpty();
        assertThat(alice.ask("APPROVE EXPORT '" + id + "'").body()).contains("somebody else must decide");
        assertThat(bob.ask("APPROVE EXPORT '" + id + "'").statusCode()).isEqualTo(404);
        assertThat(admin.run("SHOW EXPORTS").toString()).contains(id);
        admin.run("APPROVE EXPORT '" + id + "'");
        JsonNode made = admin.await(id, "completed"::equals);
        assertThat(made.path("rows").asText()).as("what its requester may see").isEqualTo("5");
        assertThat(made.path("requester").asText()).isEqualTo("alice");
        assertThat(manifest("gated").path("principal").asText()).isEqualTo("alice");
        assertThat(admin.ask("APPROVE EXPORT '" + id + "'").body()).contains("it is completed");
        assertThat(Files.readString(server.auditFile()))
                .contains("\"event\":\"export_requested\",\"query_id\":\"" + id + "\",\"subject\":\"alice\"")
                .contains("\"event\":\"export_approved\",\"query_id\":\"" + id + "\",\"subject\":\"admin\"")
                .contains("\"event\":\"export_started\",\"query_id\":\"" + id + "\"")
                .contains("\"event\":\"export_finished\",\"query_id\":\"" + id + "\"");
    }

    @Test
    void whatIsApprovedHasTheValuesThatWereBound() throws Exception {
        String sql = "COPY (SELECT id FROM gated.nations WHERE id <= ?) TO '" + folder("bound") + "'";
        try (FlightUser client = FlightUser.at(server, "alice");
                PreparedStatement prepared = client.client().prepare(sql, client.credentials());
                BigIntVector ten = new BigIntVector("$1", client.allocator())) {
            ten.setSafe(0, 10);
            ten.setValueCount(1);
            VectorSchemaRoot row = VectorSchemaRoot.of(ten);
            row.setRowCount(1);
            prepared.setParameters(row);
            assertThat(prepared.executeUpdate(client.credentials()))
                    .as("it waits")
                    .isEqualTo(-1);
        }
        String id = pending("bound");
        admin.run("APPROVE EXPORT '" + id + "'");
        assertThat(admin.await(id, "completed"::equals).path("rows").asText())
                .as("France and Germany")
                .isEqualTo("2");
    }

    private String pending(String name) throws Exception {
        for (JsonNode export : admin.run("SHOW EXPORTS")) {
            if (export.path("destination").asText().endsWith("/" + name)) {
                return export.path("export").asText();
            }
        }
        throw new AssertionError("no export to " + name);
    }

    @Test
    void whoAsksAfterAnExportLearnsThatItWasRejected() throws Exception {
        CommandStatementQuery copy = CommandStatementQuery.newBuilder()
                .setQuery("COPY gated.nations TO '" + folder("polled") + "'")
                .build();
        try (FlightUser client = FlightUser.at(server, "alice")) {
            PollInfo poll = client.flight()
                    .pollInfo(FlightDescriptor.command(Any.pack(copy).toByteArray()), client.credentials());
            FlightDescriptor next = poll.getFlightDescriptor().orElseThrow();
            assertThat(poll.getProgress()).isEmpty();
            admin.run("REJECT EXPORT '" + pending("polled") + "'");
            assertThatThrownBy(() -> client.flight().pollInfo(next, client.credentials()))
                    .isInstanceOf(FlightRuntimeException.class)
                    .hasMessageContaining("has rejected it");
        }
    }

    @Test
    void whoAsksCannotApproveWithTheRoleEither() throws Exception {
        JsonNode asked = admin.one("COPY gated.nations TO '" + folder("self") + "'");
        String id = asked.path("export").asText();
        assertThat(admin.ask("APPROVE EXPORT '" + id + "'").statusCode()).isEqualTo(403);
        admin.run("CANCEL EXPORT '" + id + "'");
        assertThat(admin.await(id, "cancelled"::equals).path("ended").isNull()).isFalse();
        assertThat(files("self")).isEmpty();
    }

    @Test
    void whatIsRejectedIsNotMade() throws Exception {
        String id = alice.one("COPY gated.nations TO '" + folder("no") + "'")
                .path("export")
                .asText();
        assertThat(admin.one("REJECT EXPORT '" + id + "'").path("state").asText())
                .isEqualTo("rejected");
        assertThat(admin.ask("APPROVE EXPORT '" + id + "'").statusCode()).isEqualTo(409);
        assertThat(files("no")).isEmpty();
    }

    @Test
    void exportGoesOnWithoutItsClient() throws Exception {
        JsonNode asked = admin.one("COPY freely.comments TO '" + folder("later") + "' (ASYNC)");
        assertThat(asked.path("state").asText()).isIn("queued", "running", "completed");
        JsonNode made = admin.await(asked.path("export").asText(), "completed"::equals);
        assertThat(made.path("rows").asLong())
                .isEqualTo(manifest("later").path("rows").asLong());
    }

    @Test
    void exportThatRunsIsCancelledAndLeavesNothing() throws Exception {
        String id = admin.one(ENDLESS.formatted(folder("endless"), "ASYNC"))
                .path("export")
                .asText();
        admin.await(id, "running"::equals);
        admin.run("CANCEL EXPORT '" + id + "'");
        assertThat(admin.await(id, "cancelled"::equals).path("error").asText()).contains("cancelled");
        assertThat(files("endless")).isEmpty();
    }

    @Test
    void exportWhoseSourceDiesFailsAndLeavesNothing() throws Exception {
        String id = admin.one(ENDLESS.formatted(folder("dead"), "ASYNC, FORMAT csv"))
                .path("export")
                .asText();
        admin.await(id, "running"::equals);
        JsonNode ended = admin.run("SHOW EXPORTS");
        while (state(ended, id).equals("running")) {
            ClientsDatabase.get()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'colonnade' AND query LIKE '%n_nationkey%'");
            ended = admin.run("SHOW EXPORTS");
        }
        assertThat(state(ended, id)).isEqualTo("failed");
        assertThat(files("dead")).isEmpty();
    }

    private static String state(JsonNode exports, String id) {
        for (JsonNode export : exports) {
            if (export.path("export").asText().equals(id)) {
                return export.path("state").asText();
            }
        }
        throw new AssertionError("no export " + id);
    }

    @Test
    void sameKeyIsTheSameExport() throws Exception {
        String copy = "COPY freely.nations TO '" + folder("once") + "' (IDEMPOTENCY_KEY 'k1')";
        JsonNode first = alice.one(copy);
        assertThat(alice.one(copy)).isEqualTo(first);
        assertThat(alice.ask(copy.replace("once", "twice")).body()).contains("idempotency key");
        assertThat(bob.ask(copy).body()).as("another's key").contains("Cannot export to this folder");
    }

    /** With two at a time, one is always left for somebody else. */
    @Test
    void nobodysLongExportsKeepThoseOfAnotherWaiting() throws Exception {
        String first = admin.one(ENDLESS.formatted(folder("long1"), "ASYNC"))
                .path("export")
                .asText();
        String second = admin.one(ENDLESS.formatted(folder("long2"), "ASYNC"))
                .path("export")
                .asText();
        admin.await(first, "running"::equals);
        JsonNode others = alice.one("COPY freely.nations TO '" + folder("between") + "' (ASYNC)");
        alice.await(others.path("export").asText(), "completed"::equals);
        assertThat(state(admin.run("SHOW EXPORT '" + second + "'"), second)).isEqualTo("queued");
        admin.run("CANCEL EXPORT '" + first + "'");
        admin.await(second, "running"::equals);
        admin.run("CANCEL EXPORT '" + second + "'");
        admin.await(second, "cancelled"::equals);
        assertThat(bob.ask("SHOW EXPORT '" + second + "'").body())
                .isEqualTo(bob.ask("SHOW EXPORT 'no-such'").body());
    }

    @Test
    void limitsOfTheProjectionHold() throws Exception {
        HttpResponse<String> many = admin.ask("COPY briefly.nations TO '" + folder("short/many") + "'");
        assertThat(many.statusCode()).isEqualTo(403);
        assertThat(many.body()).contains("more than 20 rows").contains("nothing whole has left");
        HttpResponse<String> large = admin.ask("COPY (SELECT text FROM small.comments, small.nations) TO '"
                + folder("large") + "' (FORMAT csv, FILE_SIZE '64KiB')");
        assertThat(large.body()).contains("more than 1 MiB");
        assertThat(files("short/many")).isEmpty();
        assertThat(files("large")).isEmpty();
    }

    @Test
    void filesAreKeptAsLongAsTheProjectionSays() throws Exception {
        alice.run("COPY briefly.nations TO '" + folder("short/kept") + "'");
        assertThat(manifest("short/kept").path("retain_until").asText()).isNotEmpty();
        assertThat(alice.ask("COPY briefly.nations TO '" + folder("short/kept") + "' (APPEND)")
                        .body())
                .contains("deleted after 30 days");
    }

    @Test
    void whatNoRuleAllowsDoesNotLeave() throws Exception {
        assertThat(alice.ask("COPY silent.nations TO '" + folder("a") + "'").body())
                .contains("says nothing of exports");
        assertThat(alice.ask("COPY rarely.nations TO '" + folder("a") + "'").body())
                .contains("your roles");
        assertThat(alice.ask("COPY briefly.nations TO '" + folder("a") + "'").body())
                .contains("here/short only");
        assertThat(alice.ask("COPY freely.nations TO 'file:/etc/colonnade'").statusCode())
                .isEqualTo(403);
        assertThat(alice.ask("COPY (SELECT id FROM freely.nations UNION SELECT id FROM silent.nations) TO '"
                                + folder("a") + "'")
                        .body())
                .contains("says nothing of exports");
        assertThat(files("a")).isEmpty();
    }
}
