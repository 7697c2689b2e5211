package io.colonnade.jdbc.oauth;

import io.colonnade.jdbc.url.ConnectionSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a login by OAuth: asked for once, kept until shortly before its end, and renewed. Connections with the
 * same settings share it, since a tool opens many and asks a person once. Safe for threads.
 */
public final class AccessTokens {
    private static final Map<OAuthSettings, AccessTokens> SHARED = new ConcurrentHashMap<>();

    private final OAuthSettings settings;
    private final AuthorizationServer server;
    private final Flow flow;
    private final Clock clock;
    private @Nullable Grant grant;

    AccessTokens(OAuthSettings settings, AuthorizationServer server, Flow flow, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.flow = flow;
        this.clock = clock;
    }

    /** Returns the tokens for what a connection asks for; its settings name a flow. */
    public static AccessTokens of(ConnectionSettings connection) {
        return SHARED.computeIfAbsent(new OAuthSettings(connection), AccessTokens::create);
    }

    private static AccessTokens create(OAuthSettings settings) {
        AuthorizationServer server = new AuthorizationServer(settings);
        Clock clock = Clock.systemUTC();
        return new AccessTokens(settings, server, flow(settings, server, clock), clock);
    }

    private static Flow flow(OAuthSettings settings, AuthorizationServer server, Clock clock) {
        switch (settings.flow()) {
            case "device":
                return new DeviceFlow(settings, server, Browser.ofTheDesktop(), clock);
            case "browser":
                return new BrowserFlow(settings, server, Browser.ofTheDesktop(), clock);
            default:
                return new ClientCredentialsFlow(settings, server, clock);
        }
    }

    /** Returns a token that is good for a while yet. */
    public synchronized String current(Duration limit) throws SQLException {
        Grant held = grant;
        if (held == null || !held.isFresh(clock)) {
            held = renewed(held, limit);
            grant = held;
        }
        return held.accessToken();
    }

    private Grant renewed(@Nullable Grant old, Duration limit) throws SQLException {
        Optional<String> refresh = old == null ? Optional.empty() : old.refreshToken();
        if (refresh.isPresent()) {
            Answer answer = refreshed(refresh.get(), limit);
            if (answer.error().isEmpty()) {
                return Grant.of(answer, refresh, clock);
            }
        }
        return flow.obtain(limit);
    }

    private Answer refreshed(String token, Duration limit) throws SQLException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("client_id", settings.clientId());
        return server.post(server.endpoint("token_endpoint", limit), form, limit);
    }

    /** Forgets a token that the server does not take. */
    public synchronized void forget(String token) {
        if (grant != null && grant.accessToken().equals(token)) {
            grant = null;
        }
    }
}
