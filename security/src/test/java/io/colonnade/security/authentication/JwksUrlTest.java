package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials.Bearer;
import io.colonnade.security.authentication.JwtIssuer.JwksUrl;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JwksUrlTest {
    private static final String ISSUER = "https://id.example/";
    private static final KeyPair FIRST = Jwts.SIG.ES256.keyPair().build();
    private static final KeyPair SECOND = Jwts.SIG.ES256.keyPair().build();
    private static final String UNSIGNED = "Cannot authenticate: the token is not signed by a key of this issuer";

    private final MutableClock clock = new MutableClock();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile String published = JwksText.of(Map.of("first", FIRST));

    private HttpServer server;
    private JwtAuthenticator authenticator;

    @BeforeEach
    void serveKeys() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            requests.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere.json");
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere.json", exchange -> {
            byte[] body = JwksText.of(Map.of("second", SECOND)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
        authenticator = new JwtAuthenticator(
                List.of(new JwtIssuer(ISSUER, "colonnade", new JwksUrl(url, null), "roles")), clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keysAreFetchedOnceAndKept() {
        assertThat(requests).hasValue(0);
        for (int i = 0; i < 5; i++) {
            assertTaken(FIRST, "first");
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void aNewKeyIsFoundWithoutARestart() {
        assertTaken(FIRST, "first");
        published = JwksText.of(Map.of("first", FIRST, "second", SECOND));
        clock.advance(Duration.ofSeconds(31));
        assertTaken(SECOND, "second");
        assertTaken(FIRST, "first");
        assertThat(requests).hasValue(2);
    }

    @Test
    void aKeyThatIsWithdrawnIsRefusedWithinMinutes() {
        assertTaken(FIRST, "first");
        published = JwksText.of(Map.of("second", SECOND));
        clock.advance(Duration.ofMinutes(15));
        assertRefused(FIRST, "first", UNSIGNED);
    }

    @Test
    void strangersCannotMakeTheServerAskMoreOftenThanTheInterval() {
        assertTaken(FIRST, "first");
        for (int i = 0; i < 20; i++) {
            assertRefused(SECOND, "unknown" + i, UNSIGNED);
        }
        assertThat(requests).hasValue(1);
        clock.advance(Duration.ofSeconds(31));
        for (int i = 0; i < 20; i++) {
            assertRefused(SECOND, "unknown" + i, UNSIGNED);
        }
        assertThat(requests).hasValue(2);
    }

    @Test
    void theLastGoodKeysServeWhileTheIssuerIsBroken() {
        assertTaken(FIRST, "first");
        status = 500;
        clock.advance(Duration.ofHours(1));
        assertTaken(FIRST, "first");
        status = 200;
        published = "{\"keys\":[]}";
        clock.advance(Duration.ofHours(1));
        assertTaken(FIRST, "first");
        published = "<html>maintenance</html>";
        clock.advance(Duration.ofHours(1));
        assertTaken(FIRST, "first");
        server.stop(0);
        clock.advance(Duration.ofHours(1));
        assertTaken(FIRST, "first");
        assertThat(requests).hasValue(4);
    }

    @Test
    void theLastGoodKeysServeForADayAndNoLonger() {
        assertTaken(FIRST, "first");
        status = 500;
        clock.advance(Duration.ofHours(24));
        assertTaken(FIRST, "first");
        clock.advance(Duration.ofSeconds(31));
        assertUnavailable();
        status = 200;
        clock.advance(Duration.ofSeconds(31));
        assertTaken(FIRST, "first");
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> dribble(slow));
            answering.setDaemon(true);
            answering.start();
            URI url = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/");
            JwksReader reader = JwksAddress.of(new JwksUrl(url, null), Duration.ofMillis(300));
            assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
        }
    }

    /** Sends the head of an answer at once and its body never. */
    private static void dribble(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                // Reads until the other side has had enough.
            }
        } catch (IOException e) {
            // The other side is gone, as it should be.
        }
    }

    @Test
    void withoutAnyKeysNobodyIsLetInAndTheReasonIsTold() {
        status = 503;
        assertUnavailable();
        assertUnavailable();
        assertThat(requests).hasValue(1);
        status = 200;
        clock.advance(Duration.ofSeconds(31));
        assertTaken(FIRST, "first");
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;
        assertUnavailable();
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        published = " ".repeat(JwksReader.LARGEST_BYTES) + JwksText.of(Map.of("first", FIRST));
        assertUnavailable();
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> authenticator.authenticate(new Bearer(token(FIRST, "first"))))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .hasMessageContaining("keys of the token's issuer cannot be read");
    }

    private void assertTaken(KeyPair pair, String keyId) {
        assertThat(authenticator.authenticate(new Bearer(token(pair, keyId))).subject())
                .isEqualTo("alice");
    }

    private void assertRefused(KeyPair pair, String keyId, String message) {
        assertThatThrownBy(() -> authenticator.authenticate(new Bearer(token(pair, keyId))))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage(message);
    }

    private String token(KeyPair pair, String keyId) {
        return Jwts.builder()
                .header()
                .keyId(keyId)
                .and()
                .issuer(ISSUER)
                .audience()
                .add("colonnade")
                .and()
                .subject("alice")
                .expiration(Date.from(clock.instant().plusSeconds(300)))
                .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                .compact();
    }
}
