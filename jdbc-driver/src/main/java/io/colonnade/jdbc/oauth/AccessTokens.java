package io.colonnade.jdbc.oauth;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a login by OAuth: asked for once, kept until shortly before its end, and renewed. Connections with the
 * same settings share it, since a tool opens many and asks a person once. Safe for threads.
 */
public final class AccessTokens {
    /** More logins at a time than that are kept for nobody: who makes up settings must not take all memory. */
    private static final int MOST_SHARED = 256;

    private static final long LEAST_NANOS = 1_000_000;

    private static final Map<OAuthSettings, AccessTokens> SHARED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OAuthSettings, AccessTokens> eldest) {
            return size() > MOST_SHARED;
        }
    };

    private final OAuthSettings settings;
    private final AuthorizationServer server;
    private final Flow flow;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Grant grant;

    AccessTokens(OAuthSettings settings, AuthorizationServer server, Flow flow, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.flow = flow;
        this.clock = clock;
    }

    /** Returns the tokens for what a connection asks for; its settings name a flow. */
    public static AccessTokens of(ConnectionSettings connection) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(new OAuthSettings(connection), AccessTokens::create);
        }
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

    /** Returns a token that is good for a while yet; one connection asks for it, and others wait as long as they may. */
    public String current(Duration limit) throws SQLException {
        Grant held = grant;
        return held != null && held.isFresh(clock) ? held.accessToken() : asked(limit);
    }

    private String asked(Duration limit) throws SQLException {
        long end = System.nanoTime() + limit.toNanos();
        if (!isMyTurn(limit)) {
            throw SqlState.UNABLE_TO_CONNECT.exception(
                    "Cannot log in: another connection with the same settings is still logging in; connect again");
        }
        try {
            Grant held = grant;
            if (held == null || !held.isFresh(clock)) {
                held = renewed(held, Duration.ofNanos(Math.max(LEAST_NANOS, end - System.nanoTime())));
                grant = held;
            }
            return held.accessToken();
        } finally {
            asking.unlock();
        }
    }

    private boolean isMyTurn(Duration limit) throws SQLException {
        try {
            return asking.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlState.QUERY_CANCELED.exception("Cannot log in: the thread was interrupted", e);
        }
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
    public void forget(String token) {
        Grant held = grant;
        if (held != null && held.accessToken().equals(token)) {
            grant = null;
        }
    }
}
