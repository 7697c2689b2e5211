package io.colonnade.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.LimitSettings;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;

/** The limits hold for a principal at all doors together, and those who reach them are told so in the words of their door. */
final class LimitsIT {
    private static final String ENDLESS =
            "SELECT a.id FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";
    private static final String SHORT = "SELECT count(*) FROM clients.numbers WHERE n <= 10";
    private static final LimitSettings LIMITS = RunningServer.LIMITS;

    private static LimitSettings oneQuery(String waiting, String longestWait) {
        return RunningServer.limits(Map.of(
                "queries", "1", "queries_per_principal", "1", "queue_length", waiting, "queue_wait", longestWait));
    }

    @Test
    void queryThatWaitsInVainIsRefusedAtTheOtherDoor() throws Exception {
        LimitSettings one = oneQuery("8", "200ms");
        try (RunningServer server = RunningServer.startWith(one);
                FlightUser admin = FlightUser.at(server, "admin");
                FlightUser alice = FlightUser.at(server, "alice");
                FlightStream running = begun(admin, ENDLESS)) {
            HttpResponse<String> refused = new Web(server.httpPort(), "alice").query(SHORT);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("has waited 0.2 s").contains("53300");
            assertThatThrownBy(() -> alice.query(SHORT)).satisfies(exhausted("has waited 0.2 s"));
            running.cancel("enough", null);
        }
    }

    @Test
    void queryThatWaitsRunsWhenItsTurnHasCome() throws Exception {
        LimitSettings one = oneQuery("8", "1m");
        try (RunningServer server = RunningServer.startWith(one);
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream running = begun(admin, ENDLESS)) {
            FlightInfo info = admin.client().execute(SHORT, admin.credentials());
            try (FlightStream waiting = admin.open(info.getEndpoints().get(0).getTicket())) {
                running.cancel("enough", null);
                assertThat(waiting.next()).isTrue();
                assertThat(waiting.getRoot().getRowCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnceAndWhoLeavesItHoldsNothing() throws Exception {
        LimitSettings one = oneQuery("1", "5m");
        try (RunningServer server = RunningServer.startWith(one);
                FlightUser admin = FlightUser.at(server, "admin");
                FlightUser bob = FlightUser.at(server, "bob");
                FlightStream running = begun(admin, ENDLESS)) {
            FlightInfo info = bob.client().execute(SHORT, bob.credentials());
            bob.open(info.getEndpoints().get(0).getTicket()).cancel("enough", null);
            Web web = new Web(server.httpPort(), "bob");
            CompletableFuture<HttpResponse<String>> left = web.queryLater(SHORT);
            CompletableFuture<HttpResponse<String>> right = web.queryLater(SHORT);
            HttpResponse<?> refused =
                    (HttpResponse<?>) CompletableFuture.anyOf(left, right).get(1, TimeUnit.MINUTES);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body().toString()).contains("1 others wait");
            running.cancel("enough", null);
            assertThat(List.of(
                            left.get(1, TimeUnit.MINUTES).statusCode(),
                            right.get(1, TimeUnit.MINUTES).statusCode()))
                    .containsExactlyInAnyOrder(200, 429);
        }
    }

    @Test
    void streamsOfAllDoorsAreCountedTogether() throws Exception {
        LimitSettings one = RunningServer.limits(Map.of("streams_per_principal", "1"));
        try (RunningServer server = RunningServer.startWith(one);
                FlightUser admin = FlightUser.at(server, "admin");
                FlightStream running = begun(admin, ENDLESS)) {
            HttpResponse<String> refused = new Web(server.httpPort(), "admin").query(SHORT);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("Cannot start another stream").contains("53300");
            assertThatThrownBy(() -> admin.fetch(admin.client().getSchemas(null, null, admin.credentials())))
                    .satisfies(exhausted("Cannot start another stream"));
            assertThat(new Web(server.httpPort(), "bob").query(SHORT).statusCode())
                    .isEqualTo(200);
            running.cancel("enough", null);
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        // One, for a slow machine may answer less than a few in a second one after the other.
        LimitSettings few = RunningServer.limits(Map.of("requests_per_second", "1"));
        try (RunningServer server = RunningServer.startWith(few);
                FlightUser admin = FlightUser.at(server, "admin")) {
            assertThatThrownBy(() -> repeat(() -> admin.query(SHORT))).satisfies(exhausted("more than 1 in a second"));
            Web web = new Web(server.httpPort(), "admin");
            List<CompletableFuture<HttpResponse<String>>> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(web.queryLater(SHORT));
            }
            HttpResponse<String> refused = many.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(web.get("/healthz").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> repeat(() -> connectAndAsk(server)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53300"));
        }
    }

    @Test
    void statementThatIsTooLongIsRefusedAtEveryDoor() throws Exception {
        String sql = "SELECT 1 -- " + "x".repeat(LIMITS.statements().length());
        RunningServer server = RunningServer.shared();
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertThatThrownBy(() -> admin.query(sql)).satisfies(tooLong());
            assertThatThrownBy(() -> admin.client().prepare(sql, admin.credentials()))
                    .satisfies(tooLong());
        }
        HttpResponse<String> refused = new Web(server.httpPort(), "admin").query(sql);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("longer than").contains("54000");
        String huge = "SELECT 1 -- " + "ä".repeat(8 * LIMITS.statements().length());
        assertThat(new Web(server.httpPort(), "admin").query(huge).body()).contains("54000");
    }

    @Test
    void statementThatReadsTooManyTablesIsRefusedAtEveryDoorBeforeAnythingIsSent() throws Exception {
        // Orders are four tables of the source.
        String sql = unions("sales_analytics.orders", 33);
        RunningServer server = RunningServer.shared();
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertThatThrownBy(() -> admin.query(sql)).satisfies(tooComplex("132 tables, and limits.tables is 128"));
            assertThatThrownBy(() -> admin.client().prepare(sql, admin.credentials()))
                    .satisfies(tooComplex("132 tables, and limits.tables is 128"));
            assertThat(admin.query(unions("sales_analytics.orders", 32) + " LIMIT 1"))
                    .hasSize(1);
        }
        HttpResponse<String> refused = new Web(server.httpPort(), "alice").query(sql);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("132 tables, and limits.tables is 128", "54001");
    }

    @Test
    void limitsOfStatementsAreTheConfigurations() throws Exception {
        LimitSettings small = RunningServer.limits(Map.of("plan_depth", "20", "tables", "8"));
        try (RunningServer server = RunningServer.startWith(small);
                FlightUser admin = FlightUser.at(server, "admin")) {
            assertThat(admin.query("SELECT count(*) FROM (" + unions("sales_analytics.orders", 2) + ") q"))
                    .hasSize(1);
            assertThatThrownBy(() -> admin.query(unions("sales_analytics.orders", 3)))
                    .satisfies(tooComplex("12 tables, and limits.tables is 8"));
            assertThatThrownBy(() -> admin.query("SELECT 1" + " + 1".repeat(20)))
                    .satisfies(tooComplex("levels, and limits.plan_depth is 20"));
        }
    }

    private static String unions(String table, int number) {
        return "SELECT id FROM " + table + (" UNION ALL SELECT id FROM " + table).repeat(number - 1);
    }

    private static Object connectAndAsk(RunningServer server) throws SQLException {
        String url = "jdbc:colonnade://" + RunningServer.HOST + ":" + server.flightPort();
        try (Connection connection = DriverManager.getConnection(url, "admin", "admin");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(SHORT)) {
            return rows.next();
        }
    }

    private interface Attempt {
        Object run() throws Exception;
    }

    private static void repeat(Attempt attempt) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            attempt.run();
        }
    }

    private static FlightStream begun(FlightUser user, String sql) {
        FlightInfo info = user.client().execute(sql, user.credentials());
        FlightStream stream = user.open(info.getEndpoints().get(0).getTicket());
        assertThat(stream.next()).isTrue();
        return stream;
    }

    private static Consumer<Throwable> tooLong() {
        return failure -> {
            FlightRuntimeException error = (FlightRuntimeException) failure;
            assertThat(error.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
            assertThat(error.status().metadata().get("colonnade-sqlstate")).isEqualTo("54000");
        };
    }

    private static Consumer<Throwable> tooComplex(String words) {
        return failure -> {
            FlightRuntimeException error = (FlightRuntimeException) failure;
            assertThat(error.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
            assertThat(error.status().description()).contains(words);
            assertThat(error.status().metadata().get("colonnade-sqlstate")).isEqualTo("54001");
        };
    }

    /** Checks a refusal with its hints: those of HTTP's kind, and the one of gRPC's own conventions. */
    private static Consumer<Throwable> exhausted(String words) {
        return failure -> {
            FlightRuntimeException error = (FlightRuntimeException) failure;
            ErrorFlightMetadata hints = error.status().metadata();
            assertThat(error.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
            assertThat(error.status().description()).contains(words);
            assertThat(hints.get("colonnade-sqlstate")).isEqualTo("53300");
            assertThat(hints.get("retry-after")).isEqualTo("1");
            assertThat(Long.parseLong(hints.get("retry-after-ms"))).isBetween(1L, 1_000L);
            assertThat(hints.getByte("grpc-status-details-bin")).isNotEmpty();
        };
    }
}
