package io.colonnade.security.authentication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a value in a token: names with dots between them lead into objects, and a name in double quotes is taken
 * whole, as in {@code "https://shop.example/access".region}. What is read depends on the configuration alone: a token
 * cannot offer a second place for the same value.
 *
 * @param names the names on the way, from the outside in
 */
record ClaimPath(List<String> names) {
    private static final Pattern STEP = Pattern.compile("\"([^\"]+)\"|([^.\"/:\\s]+)");

    ClaimPath {
        names = List.copyOf(names);
    }

    /** Parses a path; empty if it is none, or if a name that looks like an address is not in quotes. */
    static Optional<ClaimPath> parse(String text) {
        List<String> names = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (step.find(at) && step.start() == at) {
            names.add(step.group(1) != null ? step.group(1) : step.group(2));
            if (step.end() == text.length()) {
                return Optional.of(new ClaimPath(names));
            }
            if (text.charAt(step.end()) != '.') {
                return Optional.empty();
            }
            at = step.end() + 1;
        }
        return Optional.empty();
    }

    /** Returns the outermost name. */
    String root() {
        return names.get(0);
    }

    /** Returns what a token has at this place. */
    Optional<Object> in(Map<String, Object> claims) {
        Object value = claims;
        for (String name : names) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return Optional.ofNullable(value);
    }

    /** Puts a value at this place of a token's claims; returns false if another stands there or on the way. */
    boolean put(Map<String, Object> claims, Object value) {
        Map<String, Object> at = claims;
        for (String name : names.subList(0, names.size() - 1)) {
            Object next = at.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                return false;
            }
            @SuppressWarnings("unchecked") // No claim of a principal is a map, so this one was made here.
            Map<String, Object> object = (Map<String, Object>) next;
            at = object;
        }
        return at.putIfAbsent(names.get(names.size() - 1), value) == null;
    }
}
