package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.Tpch;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.flight.Relay;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.SourceSettings.Resilience;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

/** A source that stops to answer: what every door says meanwhile, and that all goes on when the source is back. */
final class SourceOutageIT {
    private static final String SHORT = "SELECT count(*) FROM clients.numbers WHERE n <= 10";
    private static final String LEFT_ALONE = "is left alone for a while; try again later";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration REST = Duration.ofSeconds(3);

    /** Once is enough, for it takes five seconds to wait for a connection in vain. */
    private static final Resilience IMPATIENT = new Resilience(1, Duration.ofMillis(10), 1, REST);

    @Test
    void everyDoorSaysWhenToAskAgainUntilTheSourceIsBack() throws Exception {
        Tpch database = ClientsDatabase.get().postgres();
        try (Relay way = new Relay(database.port());
                RunningServer server = RunningServer.startBehind(way.port(), IMPATIENT);
                FlightUser admin = FlightUser.at(server, "admin")) {
            Web web = new Web(server.httpPort(), "admin");
            isWell(web, admin);

            way.leadTo(nowhere());
            way.cut();
            await().atMost(PATIENCE).untilAsserted(() -> isDown(web, admin));

            way.leadTo(database.port());
            await().atMost(PATIENCE).untilAsserted(() -> isWell(web, admin));
        }
    }

    /** Returns a port that nobody listens on. */
    private static int nowhere() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            return nobody.getLocalPort();
        }
    }

    private static void isWell(Web web, FlightUser admin) throws Exception {
        assertThat(web.get("/readyz").body()).isEqualTo("ok\n");
        assertThat(web.get("/metrics").body()).contains("colonnade_source_resting{source=\"tpch\"} 0.0");
        assertThat(web.query(SHORT).statusCode()).isEqualTo(200);
        assertThat(web.graphQl("{ clientsKinds(limit: 1) { id } }").statusCode())
                .isEqualTo(200);
        assertThat(admin.query(SHORT)).hasSize(1);
    }

    /** The other source answers, so that the server goes on for what is read from that one. */
    private static void isDown(Web web, FlightUser admin) throws Exception {
        isRefused(web.query(SHORT));
        HttpResponse<String> ready = web.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("degraded: 1 of 2 sources are down\n");
        assertThat(web.get("/metrics").body()).contains("colonnade_source_resting{source=\"tpch\"} 1.0");
        isRefused(web.read("/v1/clients/kinds?limit=1"));
        isRefused(web.graphQl("{ clientsKinds(limit: 1) { id } }"));
        assertThatThrownBy(() -> admin.query(SHORT)).satisfies(SourceOutageIT::isUnavailable);
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains(LEFT_ALONE, "08001");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, REST.toSeconds());
    }

    private static void isUnavailable(Throwable failure) {
        FlightRuntimeException error = (FlightRuntimeException) failure;
        assertThat(error.status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
        assertThat(error.status().description()).contains(LEFT_ALONE);
        ErrorFlightMetadata hints = error.status().metadata();
        assertThat(hints.get("colonnade-sqlstate")).isEqualTo("08001");
        assertThat(Long.parseLong(hints.get("retry-after-ms"))).isBetween(1L, REST.toMillis());
        assertThat(new String(hints.getByte("grpc-status-details-bin"), StandardCharsets.ISO_8859_1))
                .contains("google.rpc.RetryInfo");
    }
}
