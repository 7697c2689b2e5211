package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A user of this deployment, who is known by a password, by a certificate or by both.
 *
 * @param name what they type; also the principal's subject
 * @param hash of their password; null if they have none
 * @param certificate the subject of their certificate; null if they have none
 * @param roles what they may be granted by
 * @param claims their context for row filters
 */
public record User(
        String name,
        @Nullable PasswordHash hash,
        @Nullable X500Principal certificate,
        Set<String> roles,
        Map<String, Object> claims) {
    public User {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Creates a user who is known by a password. */
    public User(String name, PasswordHash hash, Set<String> roles, Map<String, Object> claims) {
        this(name, hash, null, roles, claims);
    }

    /** Makes a user of a demonstration or a test, whose password is no secret and is hashed at next to no cost. */
    public static User ofDemo(String name, String password, Set<String> roles, Map<String, Object> claims) {
        return new User(name, PasswordHash.createCheaply(password.toCharArray()), roles, claims);
    }

    Optional<PasswordHash> password() {
        return Optional.ofNullable(hash);
    }

    Principal principal() {
        return new Principal(name, roles, claims);
    }
}
