package io.colonnade.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** The segments of a request's path, and those of them that the route has a name for. */
final class PathSegments {
    private static final String ATTRIBUTE = PathSegments.class.getName();

    private PathSegments() {}

    /** Returns the segments of a path; one that ends in a slash has an empty one at its end, and so is another path. */
    static List<String> of(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /** Returns the segments of a request's path, decoded each by itself. */
    static List<String> of(Request request) {
        String path = Request.getPathInContext(request);
        return path.startsWith("/") ? of(path).stream().map(URIUtil::decodePath).toList() : List.of();
    }

    /** Notes what the segments stand for that the route has a name for. */
    static void note(Request request, Map<String, String> variables) {
        request.setAttribute(ATTRIBUTE, variables);
    }

    /** Returns the segment that the route calls so. */
    static String named(Request request, String name) {
        Map<?, ?> variables = (Map<?, ?>) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
        return (String) Objects.requireNonNull(variables.get(name), name);
    }
}
