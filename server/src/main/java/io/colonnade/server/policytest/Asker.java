package io.colonnade.server.policytest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As whom a test asks. Its text form shows no secret.
 *
 * @param user the subject; empty is an anonymous caller
 * @param roles the roles, where nobody else gives them
 * @param claims the claims, where nobody else gives them
 * @param passwordOrNull the user's password at a running server
 * @param tokenOrNull a bearer token for a running server
 */
public record Asker(
        String user,
        Set<String> roles,
        Map<String, Object> claims,
        @Nullable String passwordOrNull,
        @Nullable String tokenOrNull) {
    /** Somebody without credentials. */
    public static final Asker ANONYMOUS = new Asker("", Set.of(), Map.of(), null, null);

    public Asker {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Returns whether nobody in particular asks. */
    public boolean isAnonymous() {
        return user.isEmpty();
    }

    /** Returns the user's password at a running server. */
    public Optional<String> password() {
        return Optional.ofNullable(passwordOrNull);
    }

    /** Returns a bearer token for a running server. */
    public Optional<String> token() {
        return Optional.ofNullable(tokenOrNull);
    }

    @Override
    public String toString() {
        return isAnonymous() ? "anonymous" : user;
    }
}
