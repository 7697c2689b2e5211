package io.colonnade.server.config;

import java.net.URI;
import java.nio.file.Path;

/**
 * An issuer whose tokens are taken.
 *
 * @param issuer the exact value of a token's {@code iss}
 * @param audience a value that a token's {@code aud} must hold
 * @param keys what its tokens are signed with
 * @param rolesClaim the claim that holds the roles
 */
public record IssuerSettings(String issuer, String audience, Keys keys, String rolesClaim) {
    /** What an issuer's tokens are signed with. */
    public sealed interface Keys {}

    /**
     * Public keys at an address.
     *
     * @param address https, or http where the network is trusted
     */
    public record KeysAt(URI address) implements Keys {}

    /**
     * Public keys in a file.
     *
     * @param file a JWKS file
     */
    public record KeysIn(Path file) implements Keys {}

    /**
     * A shared secret, for development.
     *
     * @param secret at least 32 bytes
     */
    public record SharedSecret(Secret secret) implements Keys {}

    static IssuerSettings of(Values values) {
        return new IssuerSettings(
                values.text("issuer"), values.text("audience"), keys(values), values.text("roles_claim"));
    }

    private static Keys keys(Values values) {
        return values.optionalSecret("secret").<Keys>map(SharedSecret::new).orElseGet(() -> {
            String jwks = values.text("jwks");
            return jwks.matches("https?://.*") ? new KeysAt(URI.create(jwks)) : new KeysIn(values.path("jwks"));
        });
    }
}
