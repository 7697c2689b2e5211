package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What credentials have proved. Immutable; made by authenticators.
 *
 * @param principal who holds them
 * @param means what the holder proved it with; of a session token, what the login did
 * @param expiresOrNull when token, session or certificate end; null for a password, which ends with its user
 */
public record Identification(
        Principal principal, Means means, @Nullable Instant expiresOrNull) {
    /** The ways to prove who one is. */
    public enum Means {
        PASSWORD,
        JWT,
        CERTIFICATE
    }

    /** Returns when the credentials end by themselves, if they do. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(expiresOrNull);
    }
}
