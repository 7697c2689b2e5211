package io.colonnade.server.demo;

import io.colonnade.security.authentication.User;
import io.colonnade.security.authentication.Users;
import io.colonnade.security.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of the demonstration, whose passwords are their names. Nowhere else does such a thing exist. */
final class Identities {
    static final String ADMIN = "admin";
    static final String ALICE = "alice";

    private static final List<User> ALL = List.of(
            user(ADMIN, Set.of("admin"), Map.of()),
            user(ALICE, Set.of("analyst"), Map.of("region", "EUROPE")),
            user("bob", Set.of("analyst"), Map.of("region", "ASIA")),
            user("carol", Set.of(), Map.of()));

    private Identities() {}

    static Users users() {
        return Users.of(ALL);
    }

    static Principal principal(String name) {
        return ALL.stream()
                .filter(user -> user.name().equals(name))
                .map(user -> new Principal(user.name(), user.roles(), user.claims()))
                .findFirst()
                .orElseThrow();
    }

    private static User user(String name, Set<String> roles, Map<String, Object> claims) {
        return User.ofDemo(name, name, roles, claims);
    }
}
