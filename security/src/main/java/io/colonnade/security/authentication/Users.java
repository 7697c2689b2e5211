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

    private Users(Collection<User> users) {
        for (User user : users) {
            if (byName.put(user.name(), user) != null) {
                throw invalid("'" + user.name() + "' appears twice");
            }
            if (user.certificate() != null && byCertificate.put(user.certificate(), user) != null) {
                throw invalid("the certificate '" + user.certificate() + "' is that of two users");
            }
        }
    }

    private static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, "Invalid users: " + why);
    }

    /** Puts users together. */
    public static Users of(Collection<User> users) {
        return new Users(users);
    }

    /** Returns whether nobody is known. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Finds a user by the subject of a certificate, however its parts are spelt. */
    Optional<User> find(X500Principal certificate) {
        return Optional.ofNullable(byCertificate.get(certificate));
    }

    List<User> all() {
        return List.copyOf(byName.values());
    }
}
