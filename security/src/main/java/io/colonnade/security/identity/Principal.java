package io.colonnade.security.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks. Immutable; made by {@code security.authentication} only, and by tests.
 *
 * @param subject the name under which actions are recorded
 * @param roles the roles that the identity provider or the users file gives
 * @param claims the context of row filters: claim name to {@link String}, {@link Long}, {@link java.math.BigDecimal},
 *     {@link Boolean} or a {@link List} of these
 */
public record Principal(String subject, Set<String> roles, Map<String, Object> claims) {
    public Principal {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Returns whether the principal has any of the given roles. */
    public boolean hasAnyRole(Set<String> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }
}
