package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import java.util.Map;
import java.util.Set;

/**
 * A user who is known by a password.
 *
 * @param name what they type; also the principal's subject
 * @param hash of their password
 * @param roles what they may be granted by
 * @param claims their context for row filters
 */
public record User(String name, PasswordHash hash, Set<String> roles, Map<String, Object> claims) {
    public User {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Makes a user of a demonstration or a test, whose password is no secret and is hashed at next to no cost. */
    public static User ofDemo(String name, String password, Set<String> roles, Map<String, Object> claims) {
        return new User(name, PasswordHash.createCheaply(password.toCharArray()), roles, claims);
    }

    Principal principal() {
        return new Principal(name, roles, claims);
    }
}
