package io.colonnade.jdbc.oauth;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program logs in as itself, with its secret (RFC 6749, section 4.4). */
final class ClientCredentialsFlow implements Flow {
    private final OAuthSettings settings;
    private final AuthorizationServer server;
    private final Clock clock;

    ClientCredentialsFlow(OAuthSettings settings, AuthorizationServer server, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Grant obtain(Duration limit) throws SQLException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        settings.scope().ifPresent(scope -> form.put("scope", scope));
        settings.audience().ifPresent(audience -> form.put("audience", audience));
        return Grant.of(server.post(server.endpoint("token_endpoint", limit), form, limit), clock);
    }
}
