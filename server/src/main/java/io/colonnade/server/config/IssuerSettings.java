package io.colonnade.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose tokens are taken.
 *
 * @param issuer the exact value of a token's {@code iss}
 * @param audience a value that a token's {@code aud} must hold
 * @param keys what its tokens are signed with
 * @param rolesClaim the claim that holds the roles
 * @param algorithms the signature algorithms that are taken; empty takes all that the keys can check
 * @param clockSkew by how much the issuer's clock may differ from ours
 * @param claims where context claims are in the token, by name
 */
public record IssuerSettings(
        String issuer,
        String audience,
        Keys keys,
        String rolesClaim,
        Set<String> algorithms,
        Duration clockSkew,
        Map<String, String> claims) {
    public IssuerSettings {
        algorithms = Set.copyOf(algorithms);
        claims = Map.copyOf(claims);
    }

    /** Creates an issuer whose tokens need no rules of their own. */
    public IssuerSettings(String issuer, String audience, Keys keys, String rolesClaim) {
        this(issuer, audience, keys, rolesClaim, Set.of(), Duration.ofSeconds(30), Map.of());
    }

    /** What an issuer's tokens are signed with. */
    public sealed interface Keys {}

    /**
     * Public keys at an address.
     *
     * @param address https; http only from this machine, for development
     * @param authoritiesOrNull PEM file with the authorities that alone are trusted; null for those of the Java runtime
     */
    public record KeysAt(URI address, @Nullable Path authoritiesOrNull) implements Keys {}

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
        Map<String, String> claims = new LinkedHashMap<>();
        values.below("claims").forEach(name -> claims.put(name, values.text("claims." + name)));
        return new IssuerSettings(
                values.text("issuer"),
                values.text("audience"),
                keys(values),
                values.text("roles_claim"),
                Set.copyOf(values.words("algorithms")),
                values.duration("clock_skew"),
                claims);
    }

    private static Keys keys(Values values) {
        return values.optionalSecret("secret").<Keys>map(SharedSecret::new).orElseGet(() -> {
            String jwks = values.text("jwks");
            return jwks.matches("https?://.*")
                    ? new KeysAt(
                            URI.create(jwks), values.optionalPath("jwks_ca").orElse(null))
                    : new KeysIn(values.path("jwks"));
        });
    }
}
