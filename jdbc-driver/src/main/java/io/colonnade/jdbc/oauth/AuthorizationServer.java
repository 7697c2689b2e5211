package io.colonnade.jdbc.oauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.colonnade.jdbc.error.SqlState;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server, over https: its addresses, told by its own description (OpenID Connect Discovery 1.0, RFC 8414), and
 * forms sent there. Safe for threads.
 */
final class AuthorizationServer {
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final OAuthSettings settings;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private volatile @Nullable Answer description;

    AuthorizationServer(OAuthSettings settings) {
        this.settings = settings;
    }

    /** Returns one of the server's addresses by its name in the description. */
    URI endpoint(String name, Duration limit) throws SQLException {
        Optional<String> given = settings.tokenUrl().filter(url -> name.equals("token_endpoint"));
        return given.isPresent() ? safe(given.get()) : safe(description(limit).required(name));
    }

    private Answer description(Duration limit) throws SQLException {
        Answer known = description;
        if (known == null) {
            known = described(limit);
            description = known;
        }
        return known;
    }

    private Answer described(Duration limit) throws SQLException {
        String issuer = settings.issuer().orElse("").replaceAll("/+$", "");
        Answer answer = send(HttpRequest.newBuilder(safe(issuer + DESCRIPTION)), limit);
        if (!answer.required("issuer").replaceAll("/+$", "").equals(issuer)) {
            throw SqlState.INVALID_AUTHORIZATION.exception(
                    "Cannot log in: what is at the address of oauthIssuer describes another issuer");
        }
        return answer;
    }

    /** Sends a form as the client that the settings name. */
    Answer post(URI endpoint, Map<String, String> form, Duration limit) throws SQLException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        settings.clientSecret().ifPresent(secret -> request.header("Authorization", basic(secret)));
        return send(request, limit);
    }

    /** RFC 6749, section 2.3.1: both are written as in a form before they are put together. */
    private String basic(String secret) {
        String pair = encoded(settings.clientId()) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest.Builder request, Duration limit) throws SQLException {
        HttpRequest ready =
                request.timeout(limit).header("Accept", "application/json").build();
        long start = System.nanoTime();
        try {
            HttpResponse<ShortBody> response = client.send(ready, head -> new ShortBody());
            return answer(response, response.body().text(limit.minusNanos(System.nanoTime() - start)));
        } catch (IOException e) {
            throw unreachable(ready, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlState.QUERY_CANCELED.exception("Cannot log in: the thread was interrupted", e);
        }
    }

    private static SQLException unreachable(HttpRequest request, IOException cause) {
        String why =
                cause instanceof HttpTimeoutException ? "no whole answer within the loginTimeout" : cause.toString();
        return SqlState.UNABLE_TO_CONNECT.exception(
                "Cannot reach the authorization server at " + request.uri().getAuthority() + ": " + why, cause);
    }

    private static Answer answer(HttpResponse<?> response, String text) throws SQLException {
        Answer answer = new Answer(parsed(response, text));
        if (response.statusCode() / 100 != 2 && answer.error().isEmpty()) {
            throw unusable(response, "status " + response.statusCode());
        }
        return answer;
    }

    private static JsonObject parsed(HttpResponse<?> response, String text) throws SQLException {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw unusable(response, "status " + response.statusCode() + ", and no JSON object");
        }
    }

    private static SQLException unusable(HttpResponse<?> response, String why) {
        return SqlState.PROTOCOL_VIOLATION.exception("Cannot use the answer of the authorization server at "
                + response.uri().getAuthority() + ": " + why);
    }

    /** Secrets and tokens go nowhere unencrypted, but to this very machine. */
    private static URI safe(String text) throws SQLException {
        Optional<URI> uri = page(text);
        if (uri.isEmpty()) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Cannot use the authorization server's address: " + text + " (it must begin with https://)");
        }
        return uri.get();
    }

    /** Returns an address that may be opened: by https, or by http on this very machine. */
    static Optional<URI> page(String text) {
        try {
            URI uri = new URI(text);
            String host = String.valueOf(uri.getHost());
            boolean loopback = host.matches("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
            boolean safe = "https".equals(uri.getScheme()) || (loopback && "http".equals(uri.getScheme()));
            return uri.getHost() != null && safe ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
