package io.colonnade.server.graphql;

import java.util.List;

/** What comes of a request before anything is read. Immutable. */
public sealed interface Preparation {
    /** The operation may run. */
    record Ready(PreparedOperation operation) implements Preparation {}

    /**
     * It may not, and why.
     *
     * @param errors at least one
     */
    record Refused(List<GraphQlError> errors) implements Preparation {
        public Refused {
            errors = List.copyOf(errors);
        }

        static Refused because(GraphQlError error) {
            return new Refused(List.of(error));
        }
    }
}
