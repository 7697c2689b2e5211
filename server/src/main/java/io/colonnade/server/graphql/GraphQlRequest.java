package io.colonnade.server.graphql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks. Immutable.
 *
 * @param document the text with its operations and fragments
 * @param operation the operation that is to run; null if the document has one
 * @param variables values of the operation's variables: strings, numbers, truths, lists, maps and null
 */
public record GraphQlRequest(String document, @Nullable String operation, Map<String, @Nullable Object> variables) {
    public GraphQlRequest {
        // Map.copyOf takes no null.
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Says nothing of what is asked for: filters may be confidential. */
    @Override
    public String toString() {
        return "GraphQlRequest[" + document.length() + " characters]";
    }
}
