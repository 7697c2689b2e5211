package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.cli.ColonnadeCommand;
import io.colonnade.server.client.ClientCredentials;
import io.colonnade.server.client.QueryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code colonnade export}: everything but the process. */
@ExtendWith(NothingLeft.class)
final class ExportCommandIT {
    @TempDir
    private Path home;

    private final Path folder = ExportsFolder.fresh();
    private final String to = folder.resolve("out").toUri().toString();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

    private int export(String... arguments) {
        return run("export", arguments);
    }

    private int run(String command, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of(command, "--url", RunningServer.shared().grpcUrl(), "--as", "admin"));
        all.addAll(List.of(arguments));
        return ColonnadeCommand.commandLine(rows)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void batchIsExportedByItsName() {
        assertThat(export("--to", to, "sales_analytics.customers"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("1500 rows in 1 file (")
                .contains(folder.resolve("out").toString())
                .endsWith(System.lineSeparator());
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(err.toString()).isEmpty();
        assertThat(ExportsFolder.names(folder)).contains("out/_colonnade.json");
    }

    @Test
    void queryOfAFileIsExportedAsTheOptionsSay() throws IOException {
        Path sql = Files.writeString(
                home.resolve("customers.sql"), "SELECT id, nation FROM sales_analytics.customers\nWHERE id <= 50;\n");
        assertThat(export("--to", to, "--format", "csv", "--partition-by", "nation", sql.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("50 rows in ");
        assertThat(ExportsFolder.names(folder))
                .contains("out/_colonnade.json")
                .anyMatch(name -> name.startsWith("out/nation=FRANCE/") && name.endsWith(".csv"));
    }

    @Test
    void projectionIsExportedWholeAndOverwrittenWhenAsked() {
        assertThat(export("--to", to, "--projection", "sales_analytics"))
                .as(err.toString())
                .isZero();
        assertThat(export("--to", to, "--projection", "sales_analytics")).isEqualTo(1);
        assertThat(err.toString()).startsWith("colonnade: ");
        assertThat(export("--to", to, "--overwrite", "--projection", "sales_analytics"))
                .isZero();
        assertThat(ExportsFolder.names(folder)).anyMatch(name -> name.startsWith("out/customers/"));
    }

    /** What the line on a terminal is made of. */
    @Test
    void exportsAreListedWithHowTheyStand() {
        assertThat(export("--to", to, "sales_analytics.customers")).isZero();
        ClientCredentials admin = new ClientCredentials.UserPassword("admin", "admin");
        try (RootAllocator allocator = new RootAllocator();
                QueryClient client = QueryClient.connect(RunningServer.shared().grpcUrl(), admin, allocator)) {
            assertThat(client.exports())
                    .filteredOn(export -> export.destination().contains(folder.toString()))
                    .singleElement()
                    .satisfies(export -> {
                        assertThat(export.isComplete()).isTrue();
                        assertThat(export.rows()).isEqualTo(1500);
                        assertThat(export.bytes()).isPositive();
                    });
        }
    }

    private static final String ENDLESS =
            "SELECT a.id AS export_me FROM sales_analytics.orders a, sales_analytics.orders b";

    @Test
    void exportsAreListedShownAndCancelledByTheirId() throws Exception {
        assertThat(export("COPY (" + ENDLESS + ") TO '" + to + "' (ASYNC)"))
                .as(err.toString())
                .isZero();
        String id = out.toString().split(" ")[1];
        assertThat(run("exports", "--format", "json")).as(err.toString()).isZero();
        assertThat(new ObjectMapper().readTree(rows.toByteArray()).findValuesAsText("export"))
                .contains(id);
        rows.reset();
        assertThat(run("exports", "show", id, "--format", "csv")).isZero();
        assertThat(rows.toString(StandardCharsets.UTF_8).lines()).hasSize(2).anyMatch(line -> line.startsWith(id));
        assertThat(run("exports", "cancel", id)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("export " + id + " is ");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rows.reset();
            assertThat(run("exports", "show", id)).isZero();
            assertThat(rows.toString(StandardCharsets.UTF_8)).contains("cancelled");
        });
        assertThat(ExportsFolder.names(folder)).noneMatch(name -> name.startsWith("out/"));
    }

    @Test
    void exportThatIsNotThereIsOneLineAndAnActionWithoutOneMisuse() {
        assertThat(run("exports", "approve", "no'such")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("no such export");
        assertThat(run("exports", "cancel")).isEqualTo(2);
        assertThat(run("exports", "destroy", "x")).isEqualTo(2);
        assertThat(rows.size()).isZero();
    }

    @Test
    void statementIsSentAsItIs() {
        assertThat(export("COPY (SELECT 1 AS one) TO '" + to + "'"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("1 row in 1 file (");
    }

    @Test
    void whatIsNoCopyIsNotRun() {
        assertThat(export("SELECT 1 AS one")).isEqualTo(1);
        assertThat(err.toString()).contains("no COPY", "colonnade query");
        assertThat(export("DELETE FROM sales_analytics.customers")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failureIsOneLineThatPointsAtThePlace() {
        assertThat(export("--to", to, "SELECT nme FROM sales_analytics.customers"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("nme", "line 1");
        assertThat(ExportsFolder.names(folder)).isEmpty();
    }
}
