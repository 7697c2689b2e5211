package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The users of this deployment. Immutable and thread-safe; from {@link UsersFile} or put together in memory. */
public final class Users {
    private final Map<String, User> byName = new LinkedHashMap<>();
    private final Map<X500Principal, User> byCertificate = new HashMap<>();
    private final List<PasswordHash> hashes;

    /**
     * How these users differ from those before.
     *
     * @param added how many are new
     * @param removed how many are gone
     * @param changed how many have another password, certificate, role or claim
     */
    public record Difference(long added, long removed, long changed) {}

    /** Made when it is first needed: it costs as much as a login. */
    private static final class Nobody {
        private static final PasswordHash HASH = PasswordHash.create("nobody".toCharArray());
    }

    private Users(Collection<User> users) {
        for (User user : users) {
            if (byName.put(user.name(), user) != null) {
                throw invalid("'" + user.name() + "' appears twice");
            }
            if (user.certificate() != null && byCertificate.put(user.certificate(), user) != null) {
                throw invalid("the certificate '" + user.certificate() + "' is that of two users");
            }
        }
        this.hashes = byName.values().stream()
                .flatMap(user -> user.password().stream())
                .toList();
    }

    private static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, "Invalid users: " + why);
    }

    /** Puts users together. */
    public static Users of(Collection<User> users) {
        return new Users(users);
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Finds a user by the subject of a certificate, however its parts are spelt. */
    Optional<User> find(X500Principal certificate) {
        return Optional.ofNullable(byCertificate.get(certificate));
    }

    /** Returns the hashes that an unknown user's password is checked against; there is always one. */
    List<PasswordHash> decoys() {
        return hashes.isEmpty() ? List.of(Nobody.HASH) : hashes;
    }

    /** Returns how many users there are. */
    public int size() {
        return byName.size();
    }

    /** Tells how these users differ from others, who were there before. */
    public Difference since(Users before) {
        long kept = byName.keySet().stream().filter(before.byName::containsKey).count();
        long same = byName.values().stream()
                .filter(user -> user.equals(before.byName.get(user.name())))
                .count();
        return new Difference(byName.size() - kept, before.byName.size() - kept, kept - same);
    }
}
