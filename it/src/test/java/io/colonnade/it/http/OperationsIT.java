package io.colonnade.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.NothingLeft;
import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and browsers see of the HTTP door: metrics, headers, cross-origin requests, and errors before any endpoint. */
@ExtendWith(NothingLeft.class)
final class OperationsIT {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final HttpUser ADMIN = HttpUser.withPassword("admin", "admin");
    private static final String PAGE = "https://charts.example.com";
    private static final String NUMBERS = "SELECT n FROM clients.numbers WHERE n <= 5";

    /** Of the line or of the headers, each of which may have 32 KiB. */
    private static final int MORE_THAN_IS_TAKEN = 40_000;

    @Test
    void whatIsAskedIsCounted() throws Exception {
        String before = metrics(Map.of()).body();
        HttpUser.withPassword("alice", "wrong").query("text/csv", NUMBERS);
        ADMIN.query("text/csv", NUMBERS);
        ADMIN.query("text/csv", NUMBERS);
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            admin.query(NUMBERS);
        }
        // A client has all of its answer a moment before it is counted.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> counted(before, metrics(Map.of()).body()));
    }

    private static void counted(String before, String after) {
        assertThat(grown(before, after, "colonnade_http_requests_total{method=\"POST\",route=\"/sql\",status=\"200\"}"))
                .isEqualTo(2);
        assertThat(grown(before, after, "colonnade_http_requests_total{method=\"POST\",route=\"/sql\",status=\"401\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "colonnade_query_rows_total{door=\"http\"}"))
                .isEqualTo(10);
        assertThat(grown(before, after, "colonnade_query_rows_total{door=\"flight\"}"))
                .isEqualTo(5);
        assertThat(grown(before, after, "colonnade_queries_total{door=\"http\",ending=\"completed\"}"))
                .isEqualTo(2);
        assertThat(grown(before, after, "colonnade_refusals_total{door=\"http\",sqlstate=\"28P01\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "colonnade_flight_calls_total{method=\"DoGet\",status=\"OK\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "colonnade_query_batches_total")).isEqualTo(3);
        assertThat(grown(before, after, "colonnade_plan_cache_hits_total")).isPositive();
        assertThat(after)
                .contains(
                        "colonnade_query_stage_duration_seconds_count{stage=\"plan\"}",
                        "colonnade_http_request_duration_seconds_bucket{route=\"/sql\",le=\"0.1\"}",
                        "colonnade_source_connections{source=\"tpch\",state=\"most\"} 16.0",
                        "colonnade_source_resting{source=\"tpch\"} 0.0",
                        "colonnade_admission_running 0.0",
                        "colonnade_admission_refusals_total{reason=\"queue_full\"}",
                        "colonnade_arrow_memory_bytes{owner=\"http\"}",
                        "colonnade_audit_failures_total 0.0",
                        "jvm_memory_used_bytes");
        assertThat(after).doesNotContain("alice", "numbers");
    }

    private static double grown(String before, String after, String series) {
        return value(after, series) - value(before, series);
    }

    private static double value(String metrics, String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (.*)$", Pattern.MULTILINE)
                .matcher(metrics);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static HttpResponse<String> metrics(Map<String, String> headers) throws Exception {
        return ask(RunningServer.shared(), "GET", "/metrics", headers);
    }

    private static HttpResponse<String> ask(
            RunningServer server, String method, String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + RunningServer.HOST + ":" + server.httpPort() + path))
                .method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void prometheusMayAskForOpenMetrics() throws Exception {
        HttpResponse<String> plain = metrics(Map.of());
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        HttpResponse<String> open = metrics(Map.of("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));
        assertThat(open.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void whoeverComesThroughAnotherHostFindsNoMetrics() throws Exception {
        HttpResponse<String> answer = metrics(Map.of("X-Forwarded-For", "127.0.0.1"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo(
                        ask(RunningServer.shared(), "GET", "/nothing", Map.of()).body());
    }

    /** A page of theirs asks from here, in a browser that was told that their name leads here. */
    @Test
    void whoeverTakesUsForAnotherHostFindsNoMetrics() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1:8080", "[::1]")) {
            assertThat(raw(RunningServer.shared(), metricsOf(host))).startsWith("HTTP/1.1 200");
        }
        for (String host : List.of("rebound.example", "127.0.0.1.example", "192.0.2.1")) {
            assertThat(raw(RunningServer.shared(), metricsOf(host))).startsWith("HTTP/1.1 404");
        }
    }

    private static String metricsOf(String host) {
        return "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    @Test
    void rolesReadMetricsFromAnywhereAndPagesOfNamedOriginsReadAnswers() throws Exception {
        HttpSettings settings = new HttpSettings(
                RunningServer.HOST,
                0,
                null,
                new HttpSettings.Metrics("nowhere", Set.of("admin")),
                new HttpSettings.Cors(List.of(PAGE), Duration.ofMinutes(2)));
        try (RunningServer server = RunningServer.startWith(settings)) {
            rolesReadMetrics(server);
            preflight(server);
            simpleRequests(server);
        }
    }

    private static void rolesReadMetrics(RunningServer server) throws Exception {
        String alice = HttpUser.withPassword("alice", "alice").authorization();
        assertThat(ask(server, "GET", "/metrics", Map.of()).statusCode()).isEqualTo(404);
        assertThat(ask(server, "GET", "/metrics", Map.of("Authorization", alice))
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask(server, "GET", "/metrics", Map.of("Authorization", ADMIN.authorization()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void preflight(RunningServer server) throws Exception {
        String asked = raw(
                server,
                "OPTIONS /sql HTTP/1.1\r\nHost: x\r\nOrigin: " + PAGE + "\r\nAccess-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n");
        assertThat(asked)
                .startsWith("HTTP/1.1 200")
                .contains(
                        "Access-Control-Allow-Origin: " + PAGE,
                        "Access-Control-Max-Age: 120",
                        "Authorization",
                        "Vary: Origin")
                .doesNotContain("Allow-Credentials");
    }

    private static void simpleRequests(RunningServer server) throws Exception {
        HttpResponse<String> known = ask(server, "GET", "/healthz", Map.of("Origin", PAGE));
        assertThat(known.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        assertThat(known.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Retry-After", "Warning", "Content-Disposition");
        for (String stranger : List.of("https://evil.example.com", PAGE + ".evil.example", "null")) {
            assertThat(ask(server, "GET", "/healthz", Map.of("Origin", stranger))
                            .headers()
                            .map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/metrics", "/whoami", "/nothing", "/sql"})
    void everyAnswerSaysThatNobodyIsToKeepOrGuessIt(String path) throws Exception {
        HttpResponse<String> answer = ask(RunningServer.shared(), "GET", path, Map.of("Origin", PAGE));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "access-control-allow-origin");
    }

    @Test
    void optionsSayWhatAPathTakes() throws Exception {
        HttpResponse<String> answer = ask(RunningServer.shared(), "OPTIONS", "/healthz", Map.of());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private static Stream<Arguments> malformed() {
        String invalid = "The request is not valid HTTP, or its path is ambiguous";
        String nothing = "There is nothing at this path";
        return Stream.of(
                Arguments.of("NONSENSE", 400, invalid),
                Arguments.of("GET /healthz HTTP/1.1", 400, invalid),
                Arguments.of("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b", 400, invalid),
                Arguments.of("GET /sql%2Fx HTTP/1.1\r\nHost: x", 400, invalid),
                Arguments.of("GET /%2e%2e/healthz HTTP/1.1\r\nHost: x", 400, invalid),
                Arguments.of(
                        "GET /healthz;a=b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2", 400, invalid),
                Arguments.of("GET /../../etc/passwd HTTP/1.1\r\nHost: x", 400, invalid),
                Arguments.of("GET /healthz/ HTTP/1.1\r\nHost: x", 404, nothing),
                Arguments.of("GET //healthz HTTP/1.1\r\nHost: x", 400, invalid),
                Arguments.of("TRACE /healthz HTTP/1.1\r\nHost: x", 405, "This path takes GET, HEAD only"),
                Arguments.of("BREW /healthz HTTP/1.1\r\nHost: x", 405, "This path takes GET, HEAD only"),
                Arguments.of(
                        "GET /healthz?" + "q".repeat(MORE_THAN_IS_TAKEN) + " HTTP/1.1\r\nHost: x",
                        414,
                        "The request's path and query are too long"),
                Arguments.of(
                        "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(MORE_THAN_IS_TAKEN),
                        431,
                        "The request's headers are too large"),
                Arguments.of("GET /healthz HTTP/7.3\r\nHost: x", 505, "The server speaks HTTP/1.1 and HTTP/2"),
                Arguments.of(
                        "POST /sql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz",
                        400,
                        "Cannot read the statement: the request breaks off, or its chunks are malformed"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void requestThatIsMalformedIsAProblemLikeAnyOther(String request, int status, String detail) throws Exception {
        String connection = request.startsWith("POST") ? "" : "\r\nConnection: close";
        String answer = raw(RunningServer.shared(), request + connection + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/problem+json");
        assertThat(answer.substring(answer.indexOf("{")))
                .contains("\"status\":" + status, "\"detail\":\"" + detail + "\"");
    }

    private static String raw(RunningServer server, String request) throws IOException {
        try (Socket socket = new Socket(RunningServer.HOST, server.httpPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
