package io.colonnade.it.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.JwtAuthenticator;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.server.config.IssuerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of an issuer come over https from whom its authority stands behind, or not at all. */
final class JwksOverHttpsIT {
    private static final String ISSUER = "https://id.test/";
    private static final String AUDIENCE = "colonnade";
    private static final String FILTERED = "SELECT count(*) AS n FROM sales_analytics.customers";
    /** Long enough to count requests, short enough to wait for. */
    private static final Duration INTERVAL = Duration.ofMillis(1);

    @TempDir
    static Path directory;

    private static Certificates company;
    private static Certificates stranger;
    private static TokenSigner first;
    private static TokenSigner second;

    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger inPlainText = new AtomicInteger();
    private volatile String published = TokenSigner.published(List.of(first));

    @BeforeAll
    static void sign() throws Exception {
        company = Certificates.authority(directory, "company");
        stranger = Certificates.authority(directory, "somebody");
        company.sign("good", "CN=id");
        stranger.sign("good", "CN=id");
        company.signFor("dns:elsewhere.test,ip:192.0.2.1", "elsewhere", "CN=localhost");
        company.sign("expired", "CN=id", "-startdate", "-10d", "-validity", "1");
        first = TokenSigner.named("first");
        second = TokenSigner.named("second");
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    /** Publishes the key set with a certificate of an authority. */
    private URI publish(Certificates authority, String alias) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(showing(authority, alias)));
        return started(server, "https");
    }

    private URI started(HttpServer server, String scheme) {
        server.createContext("/jwks.json", exchange -> answer(exchange, 200, published));
        server.start();
        servers.add(server);
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/jwks.json");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static SSLContext showing(Certificates authority, String alias) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        KeyStore all = authority.keys();
        one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(one, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static JwtAuthenticator reading(URI url, @Nullable Path authorities) {
        return new JwtAuthenticator(
                List.of(new JwtIssuer(ISSUER, AUDIENCE, new JwtIssuer.JwksUrl(url, INTERVAL, authorities), "roles")),
                Clock.systemUTC());
    }

    private static void assertTaken(JwtAuthenticator authenticator, TokenSigner signer) throws Exception {
        assertThat(authenticator
                        .authenticate(new Bearer(signer.token(ISSUER, AUDIENCE)))
                        .subject())
                .isEqualTo("alice");
    }

    private static void assertNoKeys(JwtAuthenticator authenticator) {
        assertThatThrownBy(() -> authenticator.authenticate(new Bearer(first.token(ISSUER, AUDIENCE))))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .hasMessageContaining("keys of the token's issuer cannot be read");
    }

    @Test
    void aServerTakesTokensWhoseKeysThePrivateAuthorityStandsBehind() throws Exception {
        IssuerSettings.Keys keys = new IssuerSettings.KeysAt(publish(company, "good"), company.file());
        try (RunningServer server = RunningServer.startWith(new IssuerSettings(ISSUER, AUDIENCE, keys, "roles"));
                FlightUser alice = FlightUser.withToken(server, first.token(ISSUER, AUDIENCE));
                FlightUser forger = FlightUser.withToken(server, second.token(ISSUER, AUDIENCE))) {
            assertThat(alice.query(FILTERED)).hasSize(1);
            assertThatThrownBy(() -> forger.query(FILTERED)).hasMessageContaining("not signed by a key of this issuer");
        }
    }

    @Test
    void theRuntimesAuthoritiesDoNotStandBehindAPrivateOne() throws Exception {
        assertNoKeys(reading(publish(company, "good"), null));
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        assertNoKeys(reading(publish(stranger, "good"), company.file()));
    }

    @Test
    void aCertificateForAnotherHostIsRefusedThoughItsNameIsRight() throws Exception {
        assertNoKeys(reading(publish(company, "elsewhere"), company.file()));
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        assertNoKeys(reading(publish(company, "expired"), company.file()));
    }

    @Test
    void aRedirectIsNotFollowedOutOfHttps() throws Exception {
        HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            inPlainText.incrementAndGet();
            answer(exchange, 200, published);
        });
        URI target = started(plain, "http");
        URI url = publish(company, "good");
        servers.get(1).createContext("/moved.json", exchange -> {
            exchange.getResponseHeaders().add("Location", target.resolve("/").toString());
            answer(exchange, 302, published);
        });
        assertNoKeys(reading(url.resolve("/moved.json"), company.file()));
        assertThat(inPlainText).hasValue(0);
    }

    @Test
    void keysAreRotatedOverHttps() throws Exception {
        JwtAuthenticator authenticator = reading(publish(company, "good"), company.file());
        assertTaken(authenticator, first);
        published = TokenSigner.published(List.of(first, second));
        awaitTaken(authenticator, second);
        assertTaken(authenticator, first);
    }

    @Test
    void theAuthoritysFileMayBeReplacedWhileTheServerRuns() throws Exception {
        Path authorities = Files.copy(stranger.file(), directory.resolve("replaced.pem"));
        JwtAuthenticator authenticator = reading(publish(company, "good"), authorities);
        assertNoKeys(authenticator);
        Certificates.replace(authorities, company.file());
        awaitTaken(authenticator, first);
        Files.writeString(authorities, "no certificate");
        published = TokenSigner.published(List.of(second));
        assertThatThrownBy(() -> assertTaken(authenticator, second))
                .hasMessageContaining("not signed by a key of this");
        assertTaken(authenticator, first);
    }

    @Test
    void aFileWithoutACertificateIsFoundBeforeAnyTokenComes() throws Exception {
        Path nothing = Files.writeString(directory.resolve("nothing.pem"), "no certificate");
        for (Path file : List.of(nothing, directory.resolve("absent.pem"))) {
            assertThatThrownBy(() -> reading(URI.create("https://localhost:1/"), file))
                    .isInstanceOfSatisfying(
                            ColonnadeException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                    .hasMessageContaining(file.getFileName() + " holds no certificate in PEM that can be read");
        }
    }

    /** An unknown key is looked for again once the interval has passed. */
    private static void awaitTaken(JwtAuthenticator authenticator, TokenSigner signer) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(ColonnadeException.class)
                .untilAsserted(() -> assertTaken(authenticator, signer));
    }
}
