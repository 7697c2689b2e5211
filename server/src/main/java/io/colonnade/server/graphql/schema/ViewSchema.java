package io.colonnade.server.graphql.schema;

import graphql.schema.GraphQLSchema;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of what some principals may see, and what its names stand for. Nothing that they may not see is in it, so that no
 * error or introspection can tell of it. Immutable.
 */
public final class ViewSchema {
    /** The directive of an operation that is to be answered as tables. */
    public static final String TABLES = "arrow";

    private final GraphQLSchema definition;
    private final Map<String, Map<String, FieldMeaning>> meanings;
    private final Map<String, Map<String, BatchNames>> batches;

    ViewSchema(
            GraphQLSchema definition,
            Map<String, Map<String, FieldMeaning>> meanings,
            Map<String, Map<String, BatchNames>> batches) {
        this.definition = definition;
        this.meanings = meanings;
        this.batches = batches;
    }

    /** Returns the schema itself. Its data fetchers fetch nothing. */
    public GraphQLSchema definition() {
        return definition;
    }

    /** Returns what a field of a type stands for; empty for {@code __typename} and all else that tells of the schema. */
    public Optional<FieldMeaning> meaning(String type, String field) {
        return Optional.ofNullable(meanings.getOrDefault(type, Map.of()).get(field));
    }

    /**
     * Returns the names of a batch.
     *
     * @param projection as the contract has it
     * @param batch as the contract has it
     */
    public BatchNames batch(String projection, String batch) {
        BatchNames names = batches.getOrDefault(projection, Map.of()).get(batch);
        if (names == null) {
            throw new IllegalArgumentException("not in the schema: " + projection + "." + batch);
        }
        return names;
    }
}
