package io.colonnade.server.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be asked of a path. Immutable.
 *
 * @param methods the methods that it takes; who may GET may ask for the HEAD alone, and its endpoint reads no more for it than the header takes
 * @param path the path, in which a segment in braces stands for any one segment: {@code /v1/{projection}}
 * @param endpoint what answers
 * @param summary what it answers, in a line, for those who read the door's description
 */
record Route(Set<String> methods, String path, Endpoint endpoint, String summary) {
    Route {
        methods = Set.copyOf(methods);
    }

    static Route get(String path, Endpoint endpoint) {
        return of(Set.of("GET"), path, endpoint);
    }

    static Route post(String path, Endpoint endpoint) {
        return of(Set.of("POST"), path, endpoint);
    }

    static Route of(Set<String> methods, String path, Endpoint endpoint) {
        return new Route(methods, path, endpoint, "");
    }

    /** Adds the summary. */
    Route described(String line) {
        return new Route(methods, path, endpoint, line);
    }

    boolean takes(String method) {
        return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    /** Returns the methods as the {@code Allow} header has them. */
    String allowed() {
        Set<String> allowed = new LinkedHashSet<>(methods.stream().sorted().toList());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
    }

    /**
     * Returns what the segments in braces stand for, by their names; nothing if this is another path.
     *
     * @param segments the segments of a path, decoded
     */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> pattern = PathSegments.of(path);
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (isVariable(expected)) {
                variables.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }
}
