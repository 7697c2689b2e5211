package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Reads {@code users.yaml}: under {@code users}, a mapping of names to {@code password_hash} or {@code certificate} or both,
 * {@code roles} and {@code claims}. Called at start and whenever the file has changed, by the server's wiring.
 */
public final class UsersFile {
    private UsersFile() {}

    /** Reads the users of a file; everything wrong with it goes to {@code problems}. */
    public static Users read(Path file, Problems problems) {
        return users(YamlObject.read(file, problems), problems);
    }

    /** Reads the users of what a file holds; everything wrong with it goes to {@code problems}. */
    public static Users parse(Path file, byte[] content, Problems problems) {
        return users(YamlObject.parse(file.toString(), content, problems), problems);
    }

    static Users users(YamlObject root, Problems problems) {
        List<User> users = new ArrayList<>();
        Set<X500Principal> certificates = new HashSet<>();
        root.objectsByName("users")
                .forEach((name, entry) -> user(name, entry, problems).ifPresent(user -> {
                    if (user.certificate() == null || certificates.add(user.certificate())) {
                        users.add(user);
                    } else {
                        problems.add(
                                entry.location("certificate"),
                                "Invalid certificate of user '" + name + "': it is that of another user, too");
                    }
                }));
        root.finish();
        return Users.of(users);
    }

    private static Optional<User> user(String name, YamlObject entry, Problems problems) {
        Optional<X500Principal> certificate = certificate(name, entry, problems);
        Optional<PasswordHash> hash = hash(name, entry, entry.has("certificate"), problems);
        if (name.indexOf(Principal.SEPARATOR) >= 0) {
            problems.add(
                    entry.location(),
                    "Invalid name of user '" + name + "': it holds '" + Principal.SEPARATOR
                            + "', which stands between an issuer and its subjects");
        }
        Set<String> roles = Set.copyOf(entry.strings("roles"));
        Map<String, Object> claims =
                entry.object("claims").map(UsersFile::claims).orElse(Map.of());
        entry.finish();
        return hash.isEmpty() && certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(new User(name, hash.orElse(null), certificate.orElse(null), roles, claims));
    }

    private static Optional<PasswordHash> hash(String name, YamlObject entry, boolean certified, Problems problems) {
        if (certified && !entry.has("password_hash")) {
            return Optional.empty();
        }
        Optional<PasswordHash> hash = PasswordHash.parse(entry.requiredString("password_hash"));
        if (hash.isEmpty() && entry.has("password_hash")) {
            problems.add(
                    entry.location("password_hash"),
                    "Invalid password_hash of user '" + name + "': neither an Argon2id hash ($argon2id$v=19$…)"
                            + " nor a bcrypt hash ($2a$, $2b$ or $2y$) of bearable cost");
        }
        if (hash.isPresent() && !hash.get().isStrong()) {
            problems.add(
                    entry.location("password_hash"),
                    "Weak password_hash of user '" + name + "': guessing it costs too little; make a new one with"
                            + " colonnade hash-password (Argon2id, or bcrypt with a cost of 10 or more)");
        }
        return hash;
    }

    private static Optional<X500Principal> certificate(String name, YamlObject entry, Problems problems) {
        return entry.string("certificate").flatMap(text -> {
            try {
                return Optional.of(new X500Principal(text));
            } catch (IllegalArgumentException e) {
                problems.add(
                        entry.location("certificate"),
                        "Invalid certificate of user '" + name + "': '" + text
                                + "' is no distinguished name, such as CN=etl,O=Shop");
                return Optional.empty();
            }
        });
    }

    private static Map<String, Object> claims(YamlObject object) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String key : object.keys()) {
            object.plain(key).ifPresent(value -> claims.put(key, value));
        }
        return claims;
    }
}
