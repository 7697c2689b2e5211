package io.colonnade.jdbc.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.colonnade.jdbc.error.SqlState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A person logs in with the browser of this desktop, which then comes back to a port of this machine with a code (RFC 8252), of
 * use to nobody but this process (PKCE, RFC 7636).
 */
final class BrowserFlow implements Flow {
    private static final String PATH = "/callback";
    private static final int SECRET_BYTES = 32;

    private final OAuthSettings settings;
    private final AuthorizationServer server;
    private final Browser browser;
    private final Clock clock;

    BrowserFlow(OAuthSettings settings, AuthorizationServer server, Browser browser, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.browser = browser;
        this.clock = clock;
    }

    @Override
    public Grant obtain(Duration limit) throws SQLException {
        String state = secret();
        String verifier = secret();
        BlockingQueue<Map<String, String>> answers = new LinkedBlockingQueue<>();
        HttpServer listener = listen(state, answers);
        try {
            String back = "http://127.0.0.1:" + listener.getAddress().getPort() + PATH;
            URI page = page(back, state, verifier, limit);
            if (!browser.open(page)) {
                throw SqlState.INVALID_AUTHORIZATION.exception(
                        "Cannot log in: no browser opens here; use oauthFlow=device");
            }
            return exchange(code(answers, limit), back, verifier, limit);
        } finally {
            listener.stop(0);
        }
    }

    private static HttpServer listen(String state, BlockingQueue<Map<String, String>> answers) throws SQLException {
        try {
            HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            listener.createContext(PATH, exchange -> {
                Map<String, String> query = query(exchange);
                boolean ours = state.equals(query.get("state"));
                reply(exchange, ours ? "You are logged in and may close this page." : "This page is not expected.");
                if (ours) {
                    answers.add(query);
                }
            });
            listener.start();
            return listener;
        } catch (IOException e) {
            throw SqlState.UNABLE_TO_CONNECT.exception("Cannot log in: no port to listen on for the browser", e);
        } catch (NoClassDefFoundError e) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    "Cannot log in: this Java runtime runs without the module jdk.httpserver, to which a browser would come back;"
                            + " use oauthFlow=device, or add modules: --add-modules jdk.httpserver,java.desktop",
                    e);
        }
    }

    private static void reply(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        @Nullable String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private URI page(String back, String state, String verifier, Duration limit) throws SQLException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", back);
        query.put("state", state);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        settings.scope().ifPresent(scope -> query.put("scope", scope));
        settings.audience().ifPresent(audience -> query.put("audience", audience));
        URI endpoint = server.endpoint("authorization_endpoint", limit);
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + AuthorizationServer.encoded(query));
    }

    private static String code(BlockingQueue<Map<String, String>> answers, Duration limit) throws SQLException {
        Map<String, String> answer;
        try {
            answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlState.QUERY_CANCELED.exception("Cannot log in: the thread was interrupted", e);
        }
        String code = answer == null ? null : answer.get("code");
        if (code == null) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    answer == null
                            ? "Cannot log in: nobody logged in with the browser within " + limit.toSeconds()
                                    + " s; a longer loginTimeout gives more time"
                            : "Cannot log in: the authorization server refuses (" + answer.get("error") + ")");
        }
        return code;
    }

    private Grant exchange(String code, String back, String verifier, Duration limit) throws SQLException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", back);
        form.put("client_id", settings.clientId());
        form.put("code_verifier", verifier);
        return Grant.of(server.post(server.endpoint("token_endpoint", limit), form, limit), clock);
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return base64(random);
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
