package io.colonnade.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of keys as a tree, for finding the row of a path and the neighbours of a misspelt one. Immutable once built. */
final class KeyTree {
    private final Map<String, KeyTree> children = new LinkedHashMap<>();
    private @Nullable ConfigurationKey key;

    static KeyTree of(List<ConfigurationKey> keys) {
        KeyTree root = new KeyTree();
        for (ConfigurationKey key : keys) {
            KeyTree node = root;
            for (String segment : key.segments()) {
                node = node.children.computeIfAbsent(segment, word -> new KeyTree());
            }
            node.key = key;
        }
        return root;
    }

    /** Returns the row that ends here; null for a mapping. */
    @Nullable
    ConfigurationKey key() {
        return key;
    }

    /** Returns the child for a word of a concrete path, or null. */
    @Nullable
    KeyTree child(String word) {
        KeyTree exact = children.get(word);
        if (exact != null) {
            return exact;
        }
        return takesNames() ? children.get(ConfigurationKey.NAME) : isList() ? place(word) : null;
    }

    private @Nullable KeyTree place(String word) {
        return word.matches("\\d{1,4}") ? children.get(ConfigurationKey.PLACE) : null;
    }

    /** Returns the node of a concrete path, or null. */
    @Nullable
    KeyTree at(List<String> path) {
        KeyTree node = this;
        for (String word : path) {
            node = node == null ? null : node.child(word);
        }
        return node;
    }

    Map<String, KeyTree> children() {
        return children;
    }

    /** Returns the words that may stand here, where they are fixed. */
    Set<String> words() {
        return children.keySet();
    }

    boolean isList() {
        return children.containsKey(ConfigurationKey.PLACE);
    }

    boolean takesNames() {
        return children.containsKey(ConfigurationKey.NAME);
    }
}
