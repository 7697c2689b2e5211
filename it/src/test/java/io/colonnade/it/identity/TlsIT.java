package io.colonnade.it.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.colonnade.it.server.Curl;
import io.colonnade.it.server.ExportsFolder;
import io.colonnade.it.server.LogLines;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.PasswordHash;
import io.colonnade.server.config.TlsSettings;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS at both doors, the certificates of clients, and certificates that change while the server runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TlsIT {
    private static final String FILTERED = "SELECT count(*) AS n FROM sales_analytics.customers";
    private static final String ENDLESS =
            "SELECT a.id FROM sales_analytics.orders a, sales_analytics.orders b, sales_analytics.orders c";
    private static final String HIDDEN = "does not exist";
    private static final String NO_CLAIM = "your identity carries no claim 'region'";

    @TempDir
    static Path directory;

    private static Certificates authority;
    private static Path certificate;
    private static Path key;
    private static Path users;
    private static Certificates.Pem etl;
    private static Certificates.Pem unlisted;
    private static Certificates.Pem strange;
    private static Certificates.Pem expired;
    private static RunningServer server;
    private static final BufferAllocator ALLOCATOR = new RootAllocator();

    @BeforeAll
    static void start() throws Exception {
        authority = Certificates.authority(directory, "authority");
        Certificates other = Certificates.authority(directory, "stranger");
        Certificates.Pem first = authority.sign("first", "CN=first");
        etl = authority.sign("etl", "CN=etl, O=Shop");
        unlisted = authority.sign("unlisted", "CN=unlisted, O=Shop");
        expired = authority.sign("expired", "CN=etl, O=Shop", "-startdate", "-10d", "-validity", "1");
        strange = other.sign("etl", "CN=etl, O=Shop");
        certificate = Files.copy(first.certificate(), directory.resolve("door.pem"));
        key = Files.copy(first.key(), directory.resolve("door.key"));
        users = Files.writeString(directory.resolve("users.yaml"), """
                users:
                  etl: {certificate: "CN=etl,O=Shop", roles: [analyst], claims: {region: EUROPE}}
                  alice: {password_hash: "%s", roles: [analyst], claims: {region: EUROPE}}
                """.formatted(
                        PasswordHash.create("alice".toCharArray()).text()));
        server = RunningServer.startWith(tls(), users);
    }

    private static TlsSettings tls() throws Exception {
        return new TlsSettings(certificate, key, authority.file(), false);
    }

    @AfterAll
    static void stop() {
        server.close();
        ALLOCATOR.close();
    }

    private static TlsClient showing(Certificates.Pem shown) throws Exception {
        return new TlsClient(authority.file(), shown);
    }

    private static void read(FlightClient flight, CallOption... options) throws Exception {
        FlightSqlClient client = new FlightSqlClient(flight);
        try (FlightStream stream = client.getStream(
                client.execute(FILTERED, options).getEndpoints().get(0).getTicket(), options)) {
            assertThat(stream.next()).isTrue();
        }
    }

    @Test
    @Order(1)
    void aCertificateIsTheUserWhoseEntryNamesIt() throws Exception {
        try (FlightClient flight = showing(etl).flight(server, ALLOCATOR)) {
            read(flight);
        }
        assertThat(showing(etl).http(server, "", FILTERED).statusCode()).isEqualTo(200);
        assertThat(showing(etl).whoAmI(server))
                .contains("\"subject\":\"etl\"", "\"authenticated_by\":\"certificate\"", "\"expires\":\"2");
    }

    /** A write that waits for its client is one of Jetty's TLS then, which wants to say goodbye before it closes. */
    @Test
    @Order(1)
    void anAnswerThatNobodyReadsIsBrokenOff() throws Exception {
        try (RunningServer impatient = RunningServer.startWith(
                        tls(), users, RunningServer.limits(Map.of("stalled_stream_timeout", "500ms")));
                Socket unread = showing(etl).asked(impatient, ENDLESS)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> impatient.allocatedBytes() == 0);
            assertThat(unread.isClosed()).isFalse();
        }
    }

    /** The end of the connection comes through the layer of TLS, which has the connection again when the export has ended. */
    @Test
    @Order(1)
    void exportEndsWhenItsClientLeaves() throws Exception {
        Path folder = ExportsFolder.fresh();
        String place = folder.toUri().toString().replace("///", "/");
        try (Socket socket = showing(etl).connected(server)) {
            TlsClient.ask(
                    socket,
                    "COPY (SELECT 1 AS n) TO '"
                            + ExportsFolder.fresh().toUri().toString().replace("///", "/") + "'");
            await().atMost(Duration.ofSeconds(20)).until(() -> exports().contains("completed"));
            TlsClient.send(socket, "COPY (" + ENDLESS + ") TO '" + place + "'");
            await().atMost(Duration.ofSeconds(20)).until(() -> exports().contains("running"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> exports().contains("cancelled"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ExportsFolder.names(folder).isEmpty());
    }

    private static String exports() throws Exception {
        return showing(etl).http(server, "", "SHOW EXPORTS").body();
    }

    @Test
    @Order(1)
    void clientsOfHttpsChooseHttp2InTheHandshake() throws Exception {
        assertThat(showing(etl).http2(server, FILTERED))
                .returns(200, HttpResponse::statusCode)
                .returns(HttpClient.Version.HTTP_2, HttpResponse::version);
    }

    @Test
    @Order(1)
    void curlChoosesHttp2InTheHandshakeToo() throws Exception {
        String printed = Curl.printed(
                "--http2",
                "--cacert",
                authority.file().toString(),
                "--cert",
                etl.certificate().toString(),
                "--key",
                etl.key().toString(),
                "--write-out",
                "HTTP/%{http_version}",
                "https://localhost:" + server.httpPort() + "/whoami");
        assertThat(printed)
                .contains("\"subject\":\"etl\"", "\"authenticated_by\":\"certificate\"")
                .endsWith("HTTP/2");
    }

    @Test
    @Order(1)
    void aTrustedCertificateThatNoEntryNamesHasNeitherRolesNorClaims() throws Exception {
        try (FlightClient flight = showing(unlisted).flight(server, ALLOCATOR)) {
            assertThatThrownBy(() -> read(flight)).hasMessageContaining(NO_CLAIM);
        }
        assertThat(showing(unlisted).http(server, "", FILTERED).body()).contains(NO_CLAIM);
    }

    @Test
    @Order(1)
    void anAuthorizationGoesBeforeTheCertificateAndAWrongOneIsNotForgivenForIt() throws Exception {
        String alice = "Basic " + java.util.Base64.getEncoder().encodeToString("alice:alice".getBytes());
        assertThat(showing(unlisted).http(server, alice, FILTERED).statusCode()).isEqualTo(200);
        assertThat(showing(etl).http(server, "Bearer nonsense", FILTERED).statusCode())
                .isEqualTo(401);
        try (FlightClient flight = showing(etl).flight(server, ALLOCATOR)) {
            CallOption wrong = new CredentialCallOption(headers -> headers.insert("authorization", "Bearer nonsense"));
            assertThatThrownBy(() -> read(flight, wrong)).hasMessageContaining("not a valid token");
        }
    }

    @Test
    @Order(1)
    void aCertificateThatIsNotTrustedOrHasExpiredFailsTheHandshake() throws Exception {
        for (Certificates.Pem bad : new Certificates.Pem[] {strange, expired}) {
            try (FlightClient flight = showing(bad).flight(server, ALLOCATOR)) {
                assertThatThrownBy(() -> read(flight)).isInstanceOf(FlightRuntimeException.class);
            }
            assertThatThrownBy(() -> showing(bad).http(server, "", FILTERED)).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    @Order(1)
    void whoShowsNoCertificateLogsInAsEverAndIsNobodyOtherwise() throws Exception {
        try (FlightClient flight = showing(null).flight(server, ALLOCATOR)) {
            assertThatThrownBy(() -> read(flight)).hasMessageContaining(HIDDEN);
            read(flight, flight.authenticateBasicToken("alice", "alice").orElseThrow());
        }
        assertThat(showing(null).http(server, "", FILTERED).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(1)
    void aHandshakeWithNothingButACertificateGivesNoToken() throws Exception {
        try (FlightClient flight = showing(etl).flight(server, ALLOCATOR)) {
            assertThatThrownBy(() -> flight.handshake()).isInstanceOf(FlightRuntimeException.class);
        }
    }

    @Test
    @Order(1)
    void theDriverLogsInOverTls() throws SQLException, Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "alice");
        properties.setProperty("password", "alice");
        properties.setProperty("useEncryption", "true");
        properties.setProperty("tlsRootCerts", authority.file().toString());
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:arrow-flight-sql://localhost:" + server.flightPort(), properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FILTERED)) {
            assertThat(rows.next()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Order(1)
    void bothDoorsSpeakWhatIsSound(String protocol) throws Exception {
        for (int port : new int[] {server.flightPort(), server.httpPort()}) {
            assertThat(shownAt(port, protocol)).isEqualTo("CN=first");
        }
    }

    private static String shownAt(int port, String protocol) throws Exception {
        X509Certificate shown = showing(null).serverCertificate(port, protocol);
        return shown.getSubjectX500Principal().getName();
    }

    @Test
    @Order(1)
    void plainTextIsNotServed() {
        assertThatThrownBy(() -> java.net.http.HttpClient.newHttpClient()
                        .send(
                                java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                                                "http://localhost:" + server.httpPort() + "/healthz"))
                                        .build(),
                                java.net.http.HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.io.IOException.class);
    }

    /** Both doors say once of each change that they cannot use it. */
    private static void awaitRefusals(LogLines log, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> log.messages().stream()
                                .filter(line -> line.contains("cannot serve; the old ones go on"))
                                .count()
                        == count);
    }

    @Test
    @Order(2)
    void filesThatCannotServeChangeNothingAndGoodOnesAreTakenWhileConnectionsGoOn() throws Exception {
        Certificates.Pem second = authority.sign("second", "CN=second");
        try (FlightClient open = showing(etl).flight(server, ALLOCATOR);
                LogLines log = LogLines.of("io.colonnade.server.watch")) {
            read(open);
            Certificates.replace(certificate, second.certificate());
            // The key is still the first one's: half a change is none.
            awaitRefusals(log, 2);
            assertThat(shownAt(server.httpPort(), "TLSv1.3")).isEqualTo("CN=first");
            assertThat(shownAt(server.flightPort(), "TLSv1.3")).isEqualTo("CN=first");
            Certificates.replace(key, second.key());
            for (int port : new int[] {server.flightPort(), server.httpPort()}) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> shownAt(port, "TLSv1.3").equals("CN=second"));
            }
            Files.writeString(certificate, "no certificate");
            awaitRefusals(log, 4);
            assertThat(shownAt(server.flightPort(), "TLSv1.3")).isEqualTo("CN=second");
            read(open);
        }
        try (FlightClient fresh = showing(etl).flight(server, ALLOCATOR)) {
            read(fresh);
        }
    }
}
