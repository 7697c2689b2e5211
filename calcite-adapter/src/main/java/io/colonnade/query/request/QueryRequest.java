package io.colonnade.query.request;

import org.jspecify.annotations.Nullable;

/** A question in one of the languages that the query road takes. Immutable. */
public sealed interface QueryRequest permits QueryRequest.Sql, Selection {
    /**
     * A SQL statement.
     *
     * @param text one statement
     * @param defaultSchema the projection in which unqualified batch names are looked up, if the session names one
     */
    record Sql(String text, @Nullable String defaultSchema) implements QueryRequest {}
}
