package io.colonnade.it.policy;

import java.util.List;

/**
 * What is asked.
 *
 * @param sql the statement, which must mean the same to Colonnade and to PostgreSQL
 * @param parameters values for its question marks
 */
record Question(String sql, List<Object> parameters) {
    static Question of(String sql, Object... parameters) {
        return new Question(sql, List.of(parameters));
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? sql : sql + " with " + parameters;
    }
}
