package io.colonnade.it.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param sql the statement, which must mean the same to Colonnade and to PostgreSQL
 * @param parameters values for its question marks
 * @param graphQl the same as a document of GraphQL, whose variables p1, p2 … are the parameters; null if nobody has said it so
 */
record Question(
        String sql, List<Object> parameters, @Nullable String graphQl) {
    Question(String sql, List<Object> parameters) {
        this(sql, parameters, null);
    }

    static Question of(String sql, Object... parameters) {
        return new Question(sql, List.of(parameters));
    }

    @Override
    public String toString() {
        return (parameters.isEmpty() ? sql : sql + " with " + parameters) + (graphQl == null ? "" : " as " + graphQl);
    }
}
