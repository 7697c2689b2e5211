package io.colonnade.security.authentication;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in a token the roles are.
 *
 * @param path the names on the way to them, from the outside in
 */
record RolesClaim(List<String> path) {
    static RolesClaim of(String dotted) {
        return new RolesClaim(List.of(dotted.split("\\.", -1)));
    }

    /** Returns the claim's outermost name, which is no context claim. */
    String root() {
        return path.get(0);
    }

    /** Returns the roles in a token's claims: a list of texts, or one text with spaces between roles as in a scope. */
    Set<String> in(Map<String, Object> claims) {
        Object value = claims;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
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

    /** Returns claims that hold these roles at this place. */
    Map<String, Object> asClaims(Collection<String> roles) {
        Object value = roles;
        for (int i = path.size() - 1; i > 0; i--) {
            value = Map.of(path.get(i), value);
        }
        return Map.of(root(), value);
    }
}
