package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.identity.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose tokens are taken.
 *
 * @param issuer the exact value of {@code iss}
 * @param audience a value that {@code aud} must hold
 * @param keys what its tokens are signed with
 * @param rolesClaim where the roles are; see {@link Rules#claims()} for how a place is written
 * @param rules what else holds for its tokens
 */
public record JwtIssuer(String issuer, String audience, Keys keys, String rolesClaim, Rules rules) {
    /** The claim that holds the roles where nothing else is configured. */
    public static final String DEFAULT_ROLES_CLAIM = "roles";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SYMMETRIC = Set.of("HS256");
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    public JwtIssuer {
        require(!issuer.isBlank(), "Invalid token issuer: empty (the exact value of 'iss' in its tokens)");
        require(
                issuer.indexOf(Principal.SEPARATOR) < 0,
                "Invalid token issuer " + issuer + ": it holds '" + Principal.SEPARATOR + "'");
        require(!audience.isBlank(), "Invalid audience of issuer " + issuer + ": empty (a value that 'aud' must hold)");
        requirePath(issuer, "roles claim", rolesClaim);
        rules.claims().forEach((name, path) -> requirePath(issuer, "place of claim " + name, path));
        Set<String> possible = keys.algorithms();
        require(
                possible.containsAll(rules.algorithms()),
                "Invalid algorithms of issuer " + issuer + ": " + new TreeSet<>(rules.algorithms()) + " (any of "
                        + new TreeSet<>(possible) + " for its kind of keys)");
    }

    /** Creates an issuer whose tokens need no rules of their own. */
    public JwtIssuer(String issuer, String audience, Keys keys, String rolesClaim) {
        this(issuer, audience, keys, rolesClaim, Rules.DEFAULT);
    }

    /** Returns the algorithms that its tokens may be signed with. */
    public Set<String> algorithms() {
        return rules.algorithms().isEmpty() ? keys.algorithms() : rules.algorithms();
    }

    /**
     * What holds for the tokens of one issuer.
     *
     * @param algorithms the only ones that are taken; empty takes all that the keys can check
     * @param clockSkew by how much the clocks of issuer and server may differ
     * @param claims context claims by name, with the place of each in the token: names with dots between them lead into
     *     objects, and a name in double quotes is taken whole
     */
    public record Rules(Set<String> algorithms, Duration clockSkew, Map<String, String> claims) {
        /** The largest difference of clocks that is not a clock to be mended. */
        public static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

        /** Every algorithm that the keys can check, half a minute, and each claim under its own name. */
        public static final Rules DEFAULT = new Rules(Set.of(), Duration.ofSeconds(30), Map.of());

        public Rules {
            algorithms = Set.copyOf(algorithms);
            claims = Map.copyOf(claims);
            require(
                    !clockSkew.isNegative() && clockSkew.compareTo(LARGEST_SKEW) <= 0,
                    "Invalid clock skew of a token issuer: " + clockSkew.toSeconds() + "s (at most "
                            + LARGEST_SKEW.toSeconds() + "s)");
        }
    }

    /** Where the keys of an issuer come from. The kind of key fixes the algorithms that are taken. */
    public sealed interface Keys {
        /** Returns the algorithms that such keys can check. */
        default Set<String> algorithms() {
            return ASYMMETRIC;
        }
    }

    /**
     * A secret shared with the issuer, for HS256 and for development.
     *
     * @param secret at least 32 bytes
     */
    public record HmacSecret(String secret) implements Keys {
        static final int LEAST_BYTES = 32;

        public HmacSecret {
            require(
                    secret.getBytes(StandardCharsets.UTF_8).length >= LEAST_BYTES,
                    "Invalid secret of a token issuer: too short (HS256 needs at least " + LEAST_BYTES + " bytes)");
        }

        @Override
        public Set<String> algorithms() {
            return SYMMETRIC;
        }

        @Override
        public String toString() {
            return "HmacSecret[hidden]";
        }
    }

    /**
     * Public keys in a file (RFC 7517), for RS, PS, ES and EdDSA.
     *
     * @param file read at start, and again when a token names a key that it did not hold
     */
    public record JwksFile(Path file) implements Keys {}

    /**
     * Public keys at an address (RFC 7517), for RS, PS, ES and EdDSA.
     *
     * @param url https; http only from this machine, for development
     * @param leastInterval how long to wait between two requests, whatever tokens arrive
     * @param authoritiesOrNull PEM file with the authorities that alone are trusted; null for those of the Java runtime
     */
    public record JwksUrl(
            URI url, Duration leastInterval, @Nullable Path authoritiesOrNull) implements Keys {
        /** How long to wait between two requests where nothing else is said. */
        private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);

        public JwksUrl {
            require(
                    url.getHost() != null
                            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isHere(url)),
                    "Invalid JWKS address: '" + url + "' (it begins with https:// and names a host)");
        }

        /** Creates an address that is asked at most every 30 seconds. */
        public JwksUrl(URI url, @Nullable Path authoritiesOrNull) {
            this(url, USUAL_INTERVAL, authoritiesOrNull);
        }

        private static boolean isHere(URI url) {
            return LOOPBACK.contains(url.getHost());
        }
    }

    private static void requirePath(String issuer, String what, String path) {
        require(
                ClaimPath.parse(path).isPresent(),
                "Invalid " + what + " of issuer " + issuer + ": '" + path
                        + "' (names with dots between them; a name with dots, colons or slashes in double quotes)");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message);
        }
    }
}
