package io.colonnade.jdbc.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * An authorization server on loopback that describes itself. It gives out the tokens that a test has put in, the last again and
 * again, to the client tool with the secret s/cret, and checks what each flow must prove.
 */
final class TestAuthorizationServer implements AutoCloseable {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("tool:s%2Fcret".getBytes(StandardCharsets.US_ASCII));

    final List<String> grants = new CopyOnWriteArrayList<>();
    final Deque<String> tokens = new ArrayDeque<>(List.of("good"));
    final Map<String, String> challenges = new ConcurrentHashMap<>();
    volatile boolean approved;
    volatile long lifetime = 3600;
    /** Where a person enters the code; the server's own page unless a test says otherwise. */
    volatile String page = "";

    volatile String padding = "";
    /** Whether a token's answer begins and does not end. */
    volatile boolean slow;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final String issuer;

    TestAuthorizationServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
        server.createContext(
                "/realm/.well-known/openid-configuration", exchange -> reply(exchange, 200, description()));
        server.createContext("/realm/device", exchange -> reply(exchange, 200, device()));
        server.createContext("/realm/authorize", this::authorize);
        server.createContext("/realm/token", this::token);
        server.start();
    }

    String issuer() {
        return issuer;
    }

    private String description() {
        return "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + issuer
                + "/token\",\"device_authorization_endpoint\":\"" + issuer + "/device\",\"authorization_endpoint\":\""
                + issuer + "/authorize\"}";
    }

    private String device() {
        return "{\"device_code\":\"d1\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\""
                + (page.isEmpty() ? issuer + "/enter" : page) + "\",\"expires_in\":600,\"interval\":0}";
    }

    /** What a browser asks for; the person agrees at once. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        challenges.put("c1", query.get("code_challenge"));
        exchange.getResponseHeaders()
                .set("Location", query.get("redirect_uri") + "?code=c1&state=" + query.get("state"));
        reply(exchange, 302, "{}");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String grant = form.get("grant_type");
        grants.add(grant.substring(grant.lastIndexOf(':') + 1));
        if (slow) {
            beginAndWait(exchange);
            return;
        }
        String refusal =
                refusal(grant, form, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        reply(exchange, refusal.isEmpty() ? 200 : 400, padding + (refusal.isEmpty() ? granted() : refusal));
    }

    private void beginAndWait(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private String refusal(String grant, Map<String, String> form, String authorization) {
        if (grant.equals("client_credentials") && !authorization.equals(BASIC)) {
            return "{\"error\":\"invalid_client\",\"error_description\":\"unknown\\nclient\"}";
        }
        if (grant.endsWith("device_code") && !approved) {
            return "{\"error\":\"authorization_pending\"}";
        }
        if (grant.equals("authorization_code")
                && !challenge(form.get("code_verifier")).equals(challenges.get(form.get("code")))) {
            return "{\"error\":\"invalid_grant\"}";
        }
        return "";
    }

    private synchronized String granted() {
        String token = tokens.size() > 1 ? tokens.remove() : tokens.element();
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"refresh_token\":\"r\",\"expires_in\":"
                + lifetime + "}";
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
