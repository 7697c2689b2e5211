package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.ConfigurationFile;
import io.colonnade.it.server.JavaCommand;
import io.colonnade.it.server.RunningServer;
import io.colonnade.it.server.ServerProcess;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while it works: nobody gets a short result, nobody is left in the dark, nothing is left behind. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM to drain on")
final class DrainIT {
    private static final int ROWS = 1_000_000;
    private static final String LONG = "SELECT * FROM clients.numbers WHERE n <= " + ROWS;
    private static final String ENDLESS =
            "SELECT a.id AS drain_me FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";

    @TempDir
    private Path directory;

    @Test
    void whatRunsMayFinishAndTheRestIsTold() throws Exception {
        try (ServerProcess server = start("6s");
                FlightUser admin = user(server)) {
            FlightInfo all = admin.client().execute(LONG, admin.credentials());
            try (FlightStream slow = begun(admin, all);
                    FlightStream endless = begun(admin, admin.client().execute(ENDLESS, admin.credentials()))) {
                server.terminate();
                awaitUnready(server);
                assertRefused(server);
                assertThatThrownBy(() -> admin.open(all.getEndpoints().get(0).getTicket())
                                .next())
                        .satisfies(failure -> assertUnavailable(failure, "57P03"));
                assertThat(rest(slow)).isEqualTo(ROWS);
                assertThatThrownBy(() -> rest(endless)).satisfies(failure -> assertUnavailable(failure, "57P01"));
            }
            assertThat(server.awaitEnd()).isZero();
            awaitNothingRuns();
            assertAuditIsWhole();
            assertThat(server.output()).doesNotContainIgnoringCase("leak").doesNotContain("Incident");
        }
    }

    @Test
    void secondSignalWaitsForNobody() throws Exception {
        try (ServerProcess server = start("1h");
                FlightUser admin = user(server);
                FlightStream endless = begun(admin, admin.client().execute(ENDLESS, admin.credentials()))) {
            server.terminate();
            awaitUnready(server);
            server.terminate();
            assertThatThrownBy(() -> rest(endless)).satisfies(failure -> assertUnavailable(failure, "57P01"));
            assertThat(server.awaitEnd()).isZero();
            awaitNothingRuns();
            assertAuditIsWhole();
        }
    }

    private ServerProcess start(String grace) throws IOException, InterruptedException {
        Path configuration = ConfigurationFile.write(directory, grace, "");
        return ServerProcess.start(
                JavaCommand.of(ServerProcess.MAIN, "-Xmx192m"), configuration, directory.resolve("output"));
    }

    private static FlightUser user(ServerProcess server) {
        String token = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal("admin", Set.of("admin"), Map.of()), Duration.ofHours(1));
        return FlightUser.withToken(server.flightPort(), token);
    }

    private static FlightStream begun(FlightUser user, FlightInfo info) {
        FlightStream stream = user.open(info.getEndpoints().get(0).getTicket());
        assertThat(stream.getSchema().getFields()).isNotEmpty();
        return stream;
    }

    /** Reads slowly, and returns how many rows came. */
    private static long rest(FlightStream stream) {
        long rows = 0;
        while (stream.next()) {
            rows += stream.getRoot().getRowCount();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return rows;
    }

    private static void awaitUnready(ServerProcess server) {
        Web web = new Web(server.httpPort(), "admin");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> web.get("/readyz").statusCode() == 503);
    }

    private static void assertRefused(ServerProcess server) throws Exception {
        Web web = new Web(server.httpPort(), "nobody");
        assertThat(web.get("/healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = web.anonymous("SELECT 1");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        try (FlightUser other = user(server)) {
            assertThatThrownBy(() -> other.query("SELECT 1")).satisfies(failure -> assertUnavailable(failure, "57P03"));
        }
    }

    private static void assertUnavailable(Throwable failure, String state) {
        FlightRuntimeException error = (FlightRuntimeException) failure;
        assertThat(error.status().code()).as(error.getMessage()).isEqualTo(FlightStatusCode.UNAVAILABLE);
        assertThat(error.status().metadata().get("colonnade-sqlstate")).isEqualTo(state);
        assertThat(error.status().metadata().get("retry-after")).isEqualTo("1");
    }

    private static void awaitNothingRuns() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !ClientsDatabase.get().isRunning("drain_me"));
    }

    private void assertAuditIsWhole() throws IOException {
        List<String> records = Files.readAllLines(directory.resolve("audit.jsonl"));
        long started =
                records.stream().filter(line -> line.contains("\"started\"")).count();
        long finished =
                records.stream().filter(line -> line.contains("\"finished\"")).count();
        assertThat(started).isPositive().isEqualTo(finished);
    }
}
