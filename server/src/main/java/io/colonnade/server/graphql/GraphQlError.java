package io.colonnade.server.graphql;

import io.colonnade.error.ColonnadeException;
import java.util.List;
import java.util.Map;

/**
 * An error as GraphQL's answers have it. Immutable.
 *
 * @param message what is wrong
 * @param locations where in the document; may be empty
 * @param path the field that the error is about, as names and places in lists; may be empty
 * @param extensions what programs read: at least {@code code}
 */
public record GraphQlError(
        String message, List<Location> locations, List<Object> path, Map<String, Object> extensions) {
    /**
     * A place in the document.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Location(int line, int column) {}

    /** What kind of error it is, for programs. */
    public enum Code {
        /** The document is no GraphQL. */
        GRAPHQL_PARSE_FAILED,
        /** The document does not suit the caller's schema. */
        GRAPHQL_VALIDATION_FAILED,
        /** The document asks for what is no query. */
        OPERATION_NOT_SUPPORTED,
        /** The document has not the operation that is asked for, or several. */
        OPERATION_RESOLUTION_FAILURE,
        /** A value is none of its type. */
        BAD_USER_INPUT,
        /** The operation goes beyond a limit of the server. */
        LIMIT_EXCEEDED
    }

    public GraphQlError {
        locations = List.copyOf(locations);
        path = List.copyOf(path);
        extensions = Map.copyOf(extensions);
    }

    static GraphQlError of(Code code, String message, List<Location> locations) {
        return new GraphQlError(message, locations, List.of(), Map.of("code", code.name()));
    }

    /** Returns whether the error is of a kind. */
    public boolean is(Code code) {
        return code.name().equals(extensions.get("code"));
    }

    /** Returns what a client is told of a failure behind the document: the error's kind is its code. */
    public static GraphQlError of(ColonnadeException failure) {
        return new GraphQlError(
                failure.clientMessage(),
                List.of(),
                List.of(),
                Map.of("code", failure.kind().name(), "sqlstate", failure.sqlState()));
    }
}
