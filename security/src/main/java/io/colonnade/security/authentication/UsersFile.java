package io.colonnade.security.authentication;

import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code users.yaml}: under {@code users}, a mapping of names to {@code password_hash}, {@code roles} and
 * {@code claims}. Called once at start, by the configuration.
 */
public final class UsersFile {
    private UsersFile() {}

    /** Reads the users of a file; everything wrong with it goes to {@code problems}. */
    public static Users read(Path file, Problems problems) {
        return users(YamlObject.read(file, problems), problems);
    }

    static Users users(YamlObject root, Problems problems) {
        List<User> users = new ArrayList<>();
        root.objectsByName("users")
                .forEach((name, entry) -> user(name, entry, problems).ifPresent(users::add));
        root.finish();
        return Users.of(users);
    }

    private static Optional<User> user(String name, YamlObject entry, Problems problems) {
        String text = entry.requiredString("password_hash");
        Optional<PasswordHash> hash = PasswordHash.parse(text);
        if (hash.isEmpty() && entry.has("password_hash")) {
            problems.add(
                    entry.location("password_hash"),
                    "Invalid password_hash of user '" + name + "': neither an Argon2id hash ($argon2id$v=19$…)"
                            + " nor a bcrypt hash ($2a$, $2b$ or $2y$) of bearable cost");
        }
        Set<String> roles = Set.copyOf(entry.strings("roles"));
        Map<String, Object> claims =
                entry.object("claims").map(UsersFile::claims).orElse(Map.of());
        entry.finish();
        return hash.map(known -> new User(name, known, roles, claims));
    }

    private static Map<String, Object> claims(YamlObject object) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String key : object.keys()) {
            object.plain(key).ifPresent(value -> claims.put(key, value));
        }
        return claims;
    }
}
