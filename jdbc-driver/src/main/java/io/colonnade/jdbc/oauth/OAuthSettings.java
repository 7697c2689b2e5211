package io.colonnade.jdbc.oauth;

import io.colonnade.jdbc.url.ConnectionProperty;
import io.colonnade.jdbc.url.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a connection says of its authorization server. Two are equal if whoever has the token of one may have that of the other:
 * the client's secret counts too, and the person that the host names. Immutable; never printed.
 */
final class OAuthSettings {
    private static final List<ConnectionProperty> PROPERTIES = List.of(
            ConnectionProperty.OAUTH_FLOW,
            ConnectionProperty.USER,
            ConnectionProperty.OAUTH_ISSUER,
            ConnectionProperty.OAUTH_TOKEN_URL,
            ConnectionProperty.OAUTH_CLIENT_ID,
            ConnectionProperty.OAUTH_CLIENT_SECRET,
            ConnectionProperty.OAUTH_SCOPE,
            ConnectionProperty.OAUTH_AUDIENCE);

    private final ConnectionSettings settings;
    private final List<String> identity;

    OAuthSettings(ConnectionSettings settings) {
        this.settings = settings;
        this.identity = PROPERTIES.stream()
                .map(property -> settings.given(property).orElse(""))
                .collect(Collectors.toUnmodifiableList());
    }

    private String required(ConnectionProperty property) {
        return settings.given(property).orElseThrow(() -> new IllegalStateException(property.key()));
    }

    String flow() {
        return settings.oauthFlow().orElseThrow(() -> new IllegalStateException("no flow"));
    }

    Optional<String> issuer() {
        return settings.given(ConnectionProperty.OAUTH_ISSUER);
    }

    Optional<String> tokenUrl() {
        return settings.given(ConnectionProperty.OAUTH_TOKEN_URL);
    }

    String clientId() {
        return required(ConnectionProperty.OAUTH_CLIENT_ID);
    }

    Optional<String> clientSecret() {
        return settings.given(ConnectionProperty.OAUTH_CLIENT_SECRET);
    }

    Optional<String> scope() {
        return settings.given(ConnectionProperty.OAUTH_SCOPE);
    }

    Optional<String> audience() {
        return settings.given(ConnectionProperty.OAUTH_AUDIENCE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OAuthSettings && ((OAuthSettings) other).identity.equals(identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }
}
