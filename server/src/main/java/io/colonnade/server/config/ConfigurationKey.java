package io.colonnade.server.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of keys.
 *
 * @param path the way to the key: words with dots between them; {@code <name>} stands for a name that the user chooses,
 *     {@code []} for a place in a list
 * @param type what its value may be
 * @param presence whether the value may be left out of the mapping that it belongs to
 * @param fallback the value's text where it is left out; null if there is none
 * @param description what it is for, in a sentence
 */
public record ConfigurationKey(
        String path,
        KeyType type,
        Presence presence,
        @Nullable String fallback,
        String description) {
    /** A path's stand-in for a name that the user chooses. */
    static final String NAME = "<name>";
    /** A path's stand-in for a place in a list. */
    static final String PLACE = "[]";

    /** Whether a value may be left out. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    static ConfigurationKey required(String path, KeyType type, String description) {
        return new ConfigurationKey(path, type, Presence.REQUIRED, null, description);
    }

    static ConfigurationKey optional(String path, KeyType type, String description) {
        return new ConfigurationKey(path, type, Presence.OPTIONAL, null, description);
    }

    static ConfigurationKey of(String path, KeyType type, String fallback, String description) {
        return new ConfigurationKey(path, type, Presence.OPTIONAL, fallback, description);
    }

    /** Returns the words of the path. */
    List<String> segments() {
        return List.of(path.split("\\."));
    }

    /** Returns the value where the key is left out. */
    Optional<Object> fallbackValue() {
        return fallback == null ? Optional.empty() : type.parse(fallback);
    }
}
