package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users who are known by a password. Immutable and thread-safe; from {@link UsersFile} or put together in memory. */
public final class Users {
    private final Map<String, User> byName = new LinkedHashMap<>();

    private Users(Collection<User> users) {
        for (User user : users) {
            if (byName.put(user.name(), user) != null) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_CONFIGURATION,
                        SqlState.CONFIG_FILE_ERROR,
                        "Invalid users: '" + user.name() + "' appears twice");
            }
        }
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

    List<User> all() {
        return List.copyOf(byName.values());
    }
}
