package io.colonnade.security.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks. Immutable; made by {@code security.authentication} only, and by tests.
 *
 * @param authority who vouches for the subject: the issuer of a token, or {@link #HERE} for the users of this deployment
 * @param subject the name that the authority knows the caller by; two authorities may give the same one to two persons
 * @param roles the roles that the identity provider or the users file gives
 * @param claims the context of row filters: claim name to {@link String}, {@link Long}, {@link java.math.BigDecimal},
 *     {@link Boolean} or a {@link List} of these
 */
public record Principal(String authority, String subject, Set<String> roles, Map<String, Object> claims) {
    /** The authority of the users that the deployment itself names. */
    public static final String HERE = "";

    /** Stands between authority and subject, and so in no authority and in no name of our own users. */
    public static final char SEPARATOR = '|';

    public Principal {
        if (authority.indexOf(SEPARATOR) >= 0 || (authority.equals(HERE) && subject.indexOf(SEPARATOR) >= 0)) {
            throw new IllegalArgumentException("a principal that could be taken for another authority's");
        }
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Creates a principal that the deployment itself vouches for. */
    public Principal(String subject, Set<String> roles, Map<String, Object> claims) {
        this(HERE, subject, roles, claims);
    }

    /**
     * Returns the one name that nobody else has: what tickets are bound to, limits are counted by and the audit records.
     * It is the subject of our own users, and {@code authority|subject} of all others.
     */
    public String name() {
        return authority.equals(HERE) ? subject : authority + SEPARATOR + subject;
    }

    /** Returns whether the principal has any of the given roles. */
    public boolean hasAnyRole(Set<String> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }
}
