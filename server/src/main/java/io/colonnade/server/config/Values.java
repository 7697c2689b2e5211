package io.colonnade.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checked values by path, from which the records are made. Keys are named relative to a prefix. Immutable. */
final class Values {
    private final Map<String, Object> given;
    private final KeyTree keys;
    private final Path directory;
    private final String prefix;

    Values(Map<String, Object> given, KeyTree keys, Path directory, String prefix) {
        this.given = given;
        this.keys = keys;
        this.directory = directory;
        this.prefix = prefix;
    }

    /** Returns what holds where nothing but some keys of one group is configured, by their texts. */
    static Values given(String group, Map<String, String> texts) {
        KeyTree keys = KeyTree.of(ConfigurationKeys.ALL);
        Map<String, Object> given = new HashMap<>();
        texts.forEach((key, text) -> given.put(group + "." + key, parsed(keys, group + "." + key, text)));
        return new Values(given, keys, Path.of(""), "");
    }

    private static Object parsed(KeyTree keys, String path, String text) {
        KeyTree node = keys.at(List.of(path.split("\\.")));
        if (node == null || node.key() == null) {
            throw new IllegalArgumentException("not in the table of keys: " + path);
        }
        return node.key()
                .type()
                .parse(text)
                .orElseThrow(() -> new IllegalArgumentException("no value of " + path + ": " + text));
    }

    Values under(String path) {
        return new Values(given, keys, directory, prefix + path + ".");
    }

    /** Returns the names or places that stand below a path, in the order in which they were given. */
    Set<String> below(String path) {
        String start = prefix + path + ".";
        Set<String> result = new LinkedHashSet<>();
        given.keySet().stream()
                .filter(key -> key.startsWith(start))
                .forEach(key -> result.add(key.substring(start.length()).split("\\.", 2)[0]));
        return result;
    }

    String text(String key) {
        return required(key, String.class);
    }

    Optional<String> optionalText(String key) {
        return optional(key, String.class);
    }

    Secret secret(String key) {
        return required(key, Secret.class);
    }

    Optional<Secret> optionalSecret(String key) {
        return optional(key, Secret.class);
    }

    int number(String key) {
        return required(key, Integer.class);
    }

    Optional<Integer> optionalNumber(String key) {
        return optional(key, Integer.class);
    }

    long size(String key) {
        return required(key, Long.class);
    }

    boolean flag(String key) {
        return required(key, Boolean.class);
    }

    Duration duration(String key) {
        return required(key, Duration.class);
    }

    /** Returns the words of a list; none where it was left out. */
    List<String> words(String key) {
        return optional(key, List.class).stream()
                .flatMap(List<?>::stream)
                .map(String.class::cast)
                .toList();
    }

    Path path(String key) {
        return directory.resolve(text(key)).normalize();
    }

    Optional<Path> optionalPath(String key) {
        return optionalText(key).map(text -> directory.resolve(text).normalize());
    }

    /** Returns the files of a list; none where it was left out. */
    List<Path> paths(String key) {
        return words(key).stream()
                .map(text -> directory.resolve(text).normalize())
                .toList();
    }

    /** Returns the directory that relative paths start from. */
    Path directory() {
        return directory;
    }

    private <T> T required(String key, Class<T> type) {
        return optional(key, type)
                .orElseThrow(() -> new IllegalStateException("no value and no default: " + prefix + key));
    }

    private <T> Optional<T> optional(String key, Class<T> type) {
        String path = prefix + key;
        Object value = given.get(path);
        if (value != null) {
            return Optional.of(type.cast(value));
        }
        KeyTree node = keys.at(List.of(path.split("\\.")));
        if (node == null || node.key() == null) {
            throw new IllegalStateException("not in the table of keys: " + path);
        }
        return node.key().fallbackValue().map(type::cast);
    }
}
