package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An issuer whose tokens are taken.
 *
 * @param issuer the exact value of {@code iss}
 * @param audience a value that {@code aud} must hold
 * @param keys what its tokens are signed with
 * @param rolesClaim where the roles are; dots lead into nested objects, as in {@code realm_access.roles}
 */
public record JwtIssuer(String issuer, String audience, Keys keys, String rolesClaim) {
    public JwtIssuer {
        require(!issuer.isBlank(), "Invalid token issuer: empty (the exact value of 'iss' in its tokens)");
        require(!audience.isBlank(), "Invalid audience of issuer " + issuer + ": empty (a value that 'aud' must hold)");
        require(
                List.of(rolesClaim.split("\\.", -1)).stream().noneMatch(String::isBlank),
                "Invalid roles claim of issuer " + issuer + ": '" + rolesClaim + "' (names with dots between them)");
    }

    /** The claim that holds the roles where nothing else is configured. */
    public static final String DEFAULT_ROLES_CLAIM = "roles";

    /** Where the keys of an issuer come from. The kind of key fixes the algorithms that are taken. */
    public sealed interface Keys {}

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
     * @param url https, or http where the network is trusted
     * @param leastInterval how long to wait between two requests, whatever tokens arrive
     */
    public record JwksUrl(URI url, Duration leastInterval) implements Keys {
        public JwksUrl {
            require(
                    ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null,
                    "Invalid JWKS address: '" + url + "' (it begins with https:// and names a host)");
        }

        /** Creates an address that is asked at most every 30 seconds. */
        public JwksUrl(URI url) {
            this(url, Duration.ofSeconds(30));
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message);
        }
    }
}
