package io.colonnade.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.it.Checkout;
import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.cli.ColonnadeCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code colonnade policy test} and {@code whoami}, in this process and at a running server, over the example projections. */
final class PolicyTestIT {
    private static final Path EXAMPLES = Checkout.root().resolve("examples/policies-test.yaml");

    private static RunningServer server;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        server = RunningServer.startWith(Deployment.examples());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private int run(String... arguments) {
        CommandLine line = ColonnadeCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private String configuration() throws IOException {
        Tpch database = Tpch.at(Tpch.SMALL);
        return Files.writeString(directory.resolve("colonnade.yaml"), """
                        server: {keys: {tickets: a ticket key of the integration tests}}
                        sources:
                          tpch: {type: postgresql, url: '%s', user: '%s', password: '%s'}
                        projections: '%s'
                        security:
                          mask_key: a mask key of the integration tests
                          issuers: [{issuer: '%s', audience: '%s', secret: '%s', roles_claim: '%s'}]
                        """.formatted(
                                database.url(),
                                database.user(),
                                database.password(),
                                Deployment.examples(),
                                RunningServer.ISSUER.issuer(),
                                RunningServer.ISSUER.audience(),
                                RunningServer.SECRET.secret(),
                                RunningServer.ISSUER.rolesClaim()))
                .toString();
    }

    private String tests(String text) throws IOException {
        return Files.writeString(directory.resolve("tests.yaml"), text).toString();
    }

    @Test
    void examplesHoldInThisProcessAndLeaveNoAudit() throws IOException {
        assertThat(run("policy", "test", "--config", configuration(), EXAMPLES.toString()))
                .as(out + "\n" + err)
                .isZero();
        assertThat(out.toString()).contains("ok      alice: ", ", 0 failed").doesNotContain("FAILED");
        assertThat(directory.resolve("audit.jsonl")).doesNotExist();
    }

    @Test
    void examplesHoldAtARunningServerWithPasswords() {
        assertThat(run("policy", "test", "--url", server.grpcUrl(), EXAMPLES.toString()))
                .as(out + "\n" + err)
                .isZero();
    }

    @Test
    void examplesHoldAtARunningServerWithMintedTokens() throws IOException {
        assertThat(run(
                        "policy",
                        "test",
                        "--url",
                        server.grpcUrl(),
                        "--mint",
                        "--config",
                        configuration(),
                        EXAMPLES.toString()))
                .as(out + "\n" + err)
                .isZero();
    }

    @Test
    void aPolicyThatDoesNotHoldIsToldWithItsLine() throws IOException {
        String file = tests("""
                tests:
                  - name: sees Asia
                    as: {user: alice}
                    query: SELECT DISTINCT nation FROM sales_analytics.customers WHERE nation < 'G'
                    rows: [[CHINA]]
                  - name: is not let in
                    as: {user: alice, password: wrong}
                    query: SELECT 1
                    count: 1
                """);
        assertThat(run("policy", "test", "--url", server.grpcUrl(), file)).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED  alice: sees Asia (" + file + ":2)")
                .contains("missing row: [CHINA]", "unexpected row: [FRANCE]")
                .contains("FAILED  alice: is not let in (" + file + ":6)")
                .contains("was refused: ", "unauthenticated", "2 tests, 2 failed");
    }

    @Test
    void outcomesCanBeReadByContinuousIntegration() throws IOException {
        String file = tests("""
                tests:
                  - {name: 'one & "two"', anonymous: true, query: SELECT 1, rows: [['2']]}
                  - {name: fine, anonymous: true, query: SELECT 1, rows: [['1']]}
                """);
        assertThat(run("policy", "test", "--url", server.grpcUrl(), "--format", "junit", file))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("tests=\"2\" failures=\"1\"")
                .contains("name=\"one &amp; &quot;two&quot;\"")
                .contains("missing row: [2]");
    }

    @Test
    void aServerThatDoesNotAnswerIsNoOutcomeOfATest() throws IOException {
        String file = tests("tests: [{name: any, anonymous: true, query: SELECT 1, refused: true}]");
        assertThat(run("policy", "test", "--url", "grpc://127.0.0.1:1", file)).isEqualTo(1);
        assertThat(err.toString()).contains("Cannot reach grpc://127.0.0.1:1");
        assertThat(out.toString()).doesNotContain("ok");
    }

    @Test
    void whoAmISaysWhatTheDecisionSays() throws IOException {
        assertThat(run("whoami", "--url", server.grpcUrl(), "--as", "alice")).isZero();
        assertThat(out.toString())
                .contains("alice", "roles: analyst", "claims: region=EUROPE")
                .contains("sales_analytics 1.0.0 (stable)", "customers: filtered rows by region")
                .contains("name (redact)", "address (hash)", "phone (first_n)")
                .doesNotContain("tpch", "r_name", "unless", "admin");
    }

    @Test
    void whoAmINamesTheClaimThatIsMissing() {
        assertThat(run("whoami", "--url", server.grpcUrl(), "--as", "carol")).isZero();
        assertThat(out.toString())
                .contains("roles: none", "claims: none", "no rows, for want of the claim region")
                .doesNotContain("tpch");
    }

    @Test
    void whoAmITellsNobodyInParticularOfNothing() {
        assertThat(run("whoami", "--url", server.grpcUrl(), "--format", "json")).isZero();
        assertThat(out.toString().replaceAll("\\s", "")).isEqualTo("{\"anonymous\":true,\"projections\":[]}");
    }

    @Test
    void bothDoorsSayTheSame() throws Exception {
        for (String user : new String[] {"admin", "alice", "carol"}) {
            out.getBuffer().setLength(0);
            assertThat(run("whoami", "--url", server.grpcUrl(), "--as", user, "--format", "json"))
                    .isZero();
            ObjectNode flight = (ObjectNode) new ObjectMapper().readTree(out.toString());
            // The command has logged in, and its session ends; a password that comes with each call does not.
            assertThat(Instant.parse(flight.remove("expires").asText())).isAfter(Instant.now());
            HttpResponse<String> http = whoAmIOverHttp(user, user);
            assertThat(http.statusCode()).isEqualTo(200);
            assertThat(http.headers().firstValue("cache-control")).contains("no-store");
            assertThat(new ObjectMapper().readTree(http.body())).isEqualTo(flight);
        }
        assertThat(whoAmIOverHttp("alice", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void whoAmISaysByWhatOneIsKnownAndForHowLong() throws Exception {
        assertThat(run("whoami", "--url", server.grpcUrl(), "--as", "alice")).isZero();
        assertThat(out.toString()).containsPattern("authenticated by: password, until 2\\d{3}-\\d\\d-\\d\\dT");
        out.getBuffer().setLength(0);
        Instant before = Instant.now();
        String token = new DevelopmentTokens(RunningServer.ISSUER, RunningServer.SECRET, Clock.systemUTC())
                .mint(new Principal("ann", Set.of("analyst"), Map.of()), Duration.ofHours(3));
        assertThat(run("whoami", "--url", server.grpcUrl(), "--token", token, "--format", "json"))
                .isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("authenticated_by").asText()).isEqualTo("jwt");
        assertThat(report.path("issuer").asText()).isEqualTo(RunningServer.ISSUER.issuer());
        assertThat(Instant.parse(report.path("expires").asText()))
                .isBetween(before.plus(Duration.ofMinutes(179)), before.plus(Duration.ofMinutes(181)));
        assertThat(new ObjectMapper()
                        .readTree(whoAmIOverHttp("alice", "alice").body())
                        .has("expires"))
                .isFalse();
    }

    private static HttpResponse<String> whoAmIOverHttp(String user, String password) throws Exception {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + "/whoami"))
                .header("Authorization", "Basic " + pair)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
