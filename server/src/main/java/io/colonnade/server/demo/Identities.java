package io.colonnade.server.demo;

import io.colonnade.security.authentication.User;
import io.colonnade.security.authentication.Users;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of the demonstration, whose passwords are their names. Nowhere else does such a thing exist. */
final class Identities {
    static final String ADMIN = "admin";
    static final String ALICE = "alice";

    private Identities() {}

    static Users users() {
        return Users.of(List.of(
                user(ADMIN, Set.of("admin"), Map.of()),
                user(ALICE, Set.of("analyst"), Map.of("region", "EUROPE")),
                user("bob", Set.of("analyst"), Map.of("region", "ASIA")),
                user("carol", Set.of(), Map.of())));
    }

    private static User user(String name, Set<String> roles, Map<String, Object> claims) {
        return User.ofDemo(name, name, roles, claims);
    }
}
