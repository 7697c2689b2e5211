package io.colonnade.jdbc.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.flight.TestFlightServer;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by way of an authorization server, which is a real one over HTTP. */
@Timeout(60)
class OAuthTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestAuthorizationServer authorization = new TestAuthorizationServer();
    private final TestFlightServer server = new TestFlightServer();
    private final MovableClock clock = new MovableClock();

    @AfterEach
    void close() {
        server.close();
        authorization.close();
    }

    private String url(String flow, String secret) {
        return "jdbc:colonnade://" + server.address() + "?oauthFlow=" + flow + "&oauthIssuer=" + authorization.issuer()
                + "&oauthClientId=tool&oauthClientSecret=" + secret + "&oauthScope=a%20b";
    }

    private OAuthSettings settings(String flow) throws SQLException {
        return new OAuthSettings(ConnectionSettings.of(url(flow, "s/cret"), new Properties()));
    }

    private AccessTokens tokens(OAuthSettings settings, Flow flow) {
        return new AccessTokens(settings, new AuthorizationServer(settings), flow, clock);
    }

    @Test
    void aProgramLogsInAsItselfAndItsConnectionsShareTheToken() throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (Connection connection = DriverManager.getConnection(url("client_credentials", "s/cret"))) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(authorization.grants).containsExactly("client_credentials");
    }

    @Test
    void loginsThatAHostNamesDifferentlyAreNotShared() throws SQLException {
        for (String person : List.of("alice", "bob", "alice")) {
            try (Connection connection =
                    DriverManager.getConnection(url("client_credentials", "s/cret") + "&user=" + person)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(authorization.grants).containsExactly("client_credentials", "client_credentials");
    }

    @Test
    void whoWaitsForAnothersLoginWaitsNoLongerThanTheyMay() throws Exception {
        OAuthSettings settings = settings("device");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AccessTokens tokens = tokens(settings, limit -> {
            begun.countDown();
            awaitQuietly(end);
            throw new SQLException("nobody came");
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> tokens.current(LIMIT)).hasMessage("nobody came"));
        begun.await();
        assertThatThrownBy(() -> tokens.current(Duration.ofMillis(1))).hasMessageContaining("still logging in");
        end.countDown();
        first.get();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWrongSecretIsRefusedInTheServersWords() {
        assertThatThrownBy(() -> DriverManager.getConnection(url("client_credentials", "guess")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining("invalid_client, unknown client")
                .hasMessageNotContaining("guess");
    }

    @Test
    void aTokenThatIsNotTakenIsNotTriedAgain() throws SQLException {
        authorization.tokens.addFirst("bad");
        assertThatThrownBy(() -> DriverManager.getConnection(url("client_credentials", "s/cret")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        try (Connection connection = DriverManager.getConnection(url("client_credentials", "s/cret"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aTokenIsRenewedShortlyBeforeItsEnd() throws SQLException {
        authorization.tokens.addFirst("first");
        OAuthSettings settings = settings("client_credentials");
        AccessTokens tokens =
                tokens(settings, new ClientCredentialsFlow(settings, new AuthorizationServer(settings), clock));
        assertThat(tokens.current(LIMIT)).isEqualTo("first");
        clock.now = clock.now.plusSeconds(3_500);
        assertThat(tokens.current(LIMIT)).isEqualTo("first");
        clock.now = clock.now.plusSeconds(80);
        assertThat(tokens.current(LIMIT)).isEqualTo("good");
        assertThat(authorization.grants).containsExactly("client_credentials", "refresh_token");
    }

    @Test
    void aPersonEntersACodeWhereNoBrowserOpens() throws SQLException {
        OAuthSettings settings = settings("device");
        AccessTokens tokens =
                tokens(settings, new DeviceFlow(settings, new AuthorizationServer(settings), page -> false, clock));
        assertThatThrownBy(() -> tokens.current(LIMIT))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining(authorization.issuer() + "/enter")
                .hasMessageContaining("WDJB-MJHT");
        assertThat(authorization.grants).isEmpty();
        authorization.approved = true;
        assertThat(tokens.current(LIMIT)).isEqualTo("good");
    }

    @Test
    void theLoginWaitsForThePersonWhereABrowserOpens() throws SQLException {
        OAuthSettings settings = settings("device");
        List<URI> opened = new ArrayList<>();
        AccessTokens tokens =
                tokens(settings, new DeviceFlow(settings, new AuthorizationServer(settings), opened::add, clock));
        CompletableFuture<Void> person = CompletableFuture.runAsync(() -> {
            while (authorization.grants.size() < 3) {
                Thread.onSpinWait();
            }
            authorization.approved = true;
        });
        assertThat(tokens.current(LIMIT)).isEqualTo("good");
        person.join();
        assertThat(opened).containsExactly(URI.create(authorization.issuer() + "/enter"));
    }

    @Test
    void theBrowserComesBackWithACodeThatOnlyThisProcessCanUse() throws SQLException {
        OAuthSettings settings = settings("browser");
        AccessTokens tokens =
                tokens(settings, new BrowserFlow(settings, new AuthorizationServer(settings), this::visit, clock));
        assertThat(tokens.current(LIMIT)).isEqualTo("good");
        assertThat(authorization.challenges).hasSize(1);
    }

    private boolean visit(URI page) {
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        browser.sendAsync(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
        return true;
    }

    @Test
    void whereNoBrowserOpensTheOtherFlowIsNamed() throws SQLException {
        OAuthSettings settings = settings("browser");
        AccessTokens tokens =
                tokens(settings, new BrowserFlow(settings, new AuthorizationServer(settings), page -> false, clock));
        assertThatThrownBy(() -> tokens.current(LIMIT)).hasMessageContaining("oauthFlow=device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "http://id.example/enter", "ftp://127.0.0.1/x", "mailto:a@b", "not a page"
            })
    void aPageThatIsNoneIsShownAndNotOpened(String page) throws SQLException {
        authorization.page = page;
        OAuthSettings settings = settings("device");
        List<URI> opened = new ArrayList<>();
        AccessTokens tokens =
                tokens(settings, new DeviceFlow(settings, new AuthorizationServer(settings), opened::add, clock));
        assertThatThrownBy(() -> tokens.current(LIMIT))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(page);
        assertThat(opened).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() throws SQLException {
        authorization.padding = " ".repeat(2 << 20);
        assertThatThrownBy(() -> DriverManager.getConnection(url("client_credentials", "s/cret")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("longer");
    }

    @Test
    void anAnswerThatDoesNotEndIsWaitedForOnlyAsLongAsTheLoginMayTake() {
        authorization.slow = true;
        assertThatThrownBy(() -> DriverManager.getConnection(url("client_credentials", "s/cret") + "&loginTimeout=1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("loginTimeout");
    }

    @Test
    void secretsGoNowhereUnencrypted() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:colonnade://" + server.address()
                        + "?oauthFlow=client_credentials&oauthTokenUrl=http://id.example/token"
                        + "&oauthClientId=tool&oauthClientSecret=x"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
                .hasMessageContaining("https://");
    }

    @Test
    void anIssuerThatDescribesAnotherIsNotBelieved() {
        String other = url("client_credentials", "s/cret").replace("127.0.0.1", "localhost");
        assertThatThrownBy(() -> DriverManager.getConnection(other)).hasMessageContaining("another issuer");
    }

    /** A clock that a test sets. */
    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
