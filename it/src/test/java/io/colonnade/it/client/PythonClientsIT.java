package io.colonnade.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Checkout;
import io.colonnade.it.client.PythonEnvironment.Outcome;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Python's clients: every suite of {@code src/test/python} in one process, in a virtual environment under {@code target}
 * that is made once. Without {@code python3} all are skipped, unless the environment says {@code CI=true}.
 */
@ExtendWith(NothingLeft.class)
final class PythonClientsIT {
    private static final Logger LOG = LoggerFactory.getLogger(PythonClientsIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static PythonEnvironment environment;
    private static Outcome outcome;

    @BeforeAll
    static void askEverything() throws Exception {
        assumeTrue(PythonEnvironment.isExpected(), "there is no python3");
        environment = PythonEnvironment.of("venv", "requirements.txt");
        try (PythonServer other = PythonServer.start(directory)) {
            outcome = whileTheCounterCounts(() -> PythonEnvironment.run(List.of(
                    environment.python(),
                    PythonEnvironment.scripts().resolve("clients.py").toString(),
                    settings(other).toString())));
            await().atMost(Duration.ofSeconds(20)).until(() -> other.allocatedBytes() == 0);
        }
        LOG.info("{}", outcome.output().strip());
    }

    private static Path settings(PythonServer other) throws Exception {
        Map<String, String> settings = new HashMap<>(other.settings());
        settings.put("url", RunningServer.shared().grpcUrl());
        settings.put(
                "http",
                "http://" + RunningServer.HOST + ":" + RunningServer.shared().httpPort());
        settings.put("copies", ExportsFolder.fresh().toUri().toString());
        settings.put("token", token());
        settings.put("exports", RunningServer.exports().toString());
        settings.put("export_key", RunningServer.EXPORT_KEY);
        return Files.write(directory.resolve("settings.json"), JSON.writeValueAsBytes(settings));
    }

    private static String token() {
        return new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal(Principal.HERE, "dora", Set.of("admin"), Map.of()), Duration.ofHours(1));
    }

    /** Snapshots are seen only where something changes meanwhile. */
    private static Outcome whileTheCounterCounts(Callable<Outcome> asking) throws Exception {
        ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
        other.scheduleWithFixedDelay(PythonClientsIT::count, 0, 100, TimeUnit.MILLISECONDS);
        try {
            return asking.call();
        } finally {
            other.shutdown();
            assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = 0");
        }
    }

    private static void count() {
        try {
            ClientsDatabase.get().execute("UPDATE clients.counter SET value = value + 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everySuiteRan() {
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adbc_queries",
                "adbc_parameters",
                "adbc_metadata",
                "adbc_sessions",
                "adbc_waiting",
                "adbc_partitions",
                "frames",
                "flight_client",
                "over_http",
                "parquet_files",
                "exported_files",
                "adbc_exports"
            })
    void seesWhatItMust(String suite) throws Exception {
        String start = "{\"suite\": \"" + suite + "\"";
        String line = outcome.output()
                .lines()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(suite + " did not run: " + outcome.output()));
        List<String> wrong = new ArrayList<>();
        JSON.readTree(line).get("wrong").forEach(each -> wrong.add(each.asText()));
        assertThat(wrong).as(suite).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adbc_polars.py", "adbc_duckdb.py", "adbc_partitions.py"})
    void theExamplesRun(String example) throws Exception {
        Path script = Checkout.module().resolveSibling(Path.of("examples", "python", example));
        Outcome ran = PythonEnvironment.run(List.of(
                environment.python(), script.toString(), RunningServer.shared().grpcUrl()));
        assertThat(ran.status()).as(ran.output()).isZero();
    }
}
