package io.colonnade.jdbc.oauth;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person logs in with a browser anywhere, and enters a code there (RFC 8628). If a browser opens here, the login waits for
 * them. If none does, it fails and says where to enter which code; the next login goes on with the same code.
 */
final class DeviceFlow implements Flow {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OAuthSettings settings;
    private final AuthorizationServer server;
    private final Browser browser;
    private final Clock clock;
    private @Nullable Pending pending;

    DeviceFlow(OAuthSettings settings, AuthorizationServer server, Browser browser, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.browser = browser;
        this.clock = clock;
    }

    @Override
    public Grant obtain(Duration limit) throws SQLException {
        Pending open = pending;
        if (open == null || !clock.instant().isBefore(open.end)) {
            open = begin(limit);
            pending = open;
            if (!AuthorizationServer.page(open.address).filter(browser::open).isPresent()) {
                throw open.notYet();
            }
        }
        return await(open, clock.instant().plus(limit));
    }

    private Pending begin(Duration limit) throws SQLException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", settings.clientId());
        settings.scope().ifPresent(scope -> form.put("scope", scope));
        settings.audience().ifPresent(audience -> form.put("audience", audience));
        Answer answer = server.post(server.endpoint("device_authorization_endpoint", limit), form, limit);
        if (answer.error().isPresent()) {
            throw answer.refusal();
        }
        return new Pending(answer, clock.instant());
    }

    private Grant await(Pending open, Instant end) throws SQLException {
        while (true) {
            Duration left = Duration.between(clock.instant(), end);
            if (left.compareTo(open.pause) <= 0) {
                throw open.notYet();
            }
            Answer answer = poll(open, left);
            if (!isPending(answer, open)) {
                pending = null;
                return Grant.of(answer, clock);
            }
            rest(open.pause);
        }
    }

    private Answer poll(Pending open, Duration limit) throws SQLException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("device_code", open.code);
        form.put("client_id", settings.clientId());
        return server.post(server.endpoint("token_endpoint", limit), form, limit);
    }

    private static boolean isPending(Answer answer, Pending open) {
        String error = answer.error().orElse("");
        if (error.equals("slow_down")) {
            open.pause = open.pause.plus(PAUSE);
        }
        return error.equals("slow_down") || error.equals("authorization_pending");
    }

    private static void rest(Duration pause) throws SQLException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlState.QUERY_CANCELED.exception("Cannot log in: the thread was interrupted", e);
        }
    }

    /** A login that waits for its person. */
    private static final class Pending {
        private final String code;
        private final String userCode;
        private final String address;
        private final Instant end;
        private Duration pause;

        Pending(Answer answer, Instant now) throws SQLException {
            this.code = answer.required("device_code");
            this.userCode = answer.required("user_code");
            this.address = answer.text("verification_uri_complete").orElse(answer.required("verification_uri"));
            this.end = now.plus(answer.seconds("expires_in").orElse(Duration.ofMinutes(5)));
            this.pause = answer.seconds("interval").orElse(PAUSE);
        }

        SQLException notYet() {
            return SqlState.INVALID_AUTHORIZATION.exception("Cannot log in yet: open " + Answer.shown(address)
                    + " in a browser, enter " + Answer.shown(userCode) + ", and connect again");
        }
    }
}
