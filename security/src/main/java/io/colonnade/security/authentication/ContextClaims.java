package io.colonnade.security.authentication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a token becomes the context of row filters: every plain claim under its own name, and those that the issuer's
 * settings look for elsewhere. A name that is looked for elsewhere is found there or not at all.
 */
final class ContextClaims {
    private static final Set<String> REGISTERED = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final Map<String, ClaimPath> mapped = new LinkedHashMap<>();
    private final String rolesRoot;

    ContextClaims(Map<String, String> paths, String rolesRoot) {
        paths.forEach((name, path) -> mapped.put(name, ClaimPath.parse(path).orElseThrow()));
        this.rolesRoot = rolesRoot;
    }

    Map<String, Object> in(Map<String, Object> claims) {
        Map<String, Object> context = new LinkedHashMap<>();
        claims.forEach((name, raw) -> {
            if (!REGISTERED.contains(name) && !name.equals(rolesRoot) && !mapped.containsKey(name)) {
                ClaimValues.of(raw).ifPresent(value -> context.put(name, value));
            }
        });
        mapped.forEach(
                (name, path) -> path.in(claims).flatMap(ClaimValues::of).ifPresent(value -> context.put(name, value)));
        return context;
    }

    /** Returns where a token has a claim. */
    ClaimPath path(String name) {
        ClaimPath elsewhere = mapped.get(name);
        return elsewhere == null ? new ClaimPath(List.of(name)) : elsewhere;
    }

    /** Returns whether a token has something else under this outermost name. */
    static boolean isRegistered(String name) {
        return REGISTERED.contains(name);
    }
}
