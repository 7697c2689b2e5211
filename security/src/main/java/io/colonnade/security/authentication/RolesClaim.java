package io.colonnade.security.authentication;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in a token the roles are.
 *
 * @param path the way to them
 */
record RolesClaim(ClaimPath path) {
    static RolesClaim of(String path) {
        return new RolesClaim(ClaimPath.parse(path).orElseThrow());
    }

    /** Returns the claim's outermost name, which is no context claim. */
    String root() {
        return path.root();
    }

    /** Returns the roles in a token's claims: a list of texts, or one text with spaces between roles as in a scope. */
    Set<String> in(Map<String, Object> claims) {
        Object value = path.in(claims).orElse(List.of());
        Set<String> roles = new TreeSet<>();
        if (value instanceof String text && !text.isBlank()) {
            roles.addAll(List.of(text.strip().split("\\s+")));
        }
        if (value instanceof Collection<?> list) {
            list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(roles::add);
        }
        return roles;
    }
}
