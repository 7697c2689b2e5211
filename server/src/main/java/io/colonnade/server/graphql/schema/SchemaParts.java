package io.colonnade.server.graphql.schema;

import graphql.schema.GraphQLNamedType;
import io.colonnade.server.selection.BatchRelation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a schema under construction has so far. For one thread. */
final class SchemaParts {
    private final Map<String, GraphQLNamedType> types = new LinkedHashMap<>();
    private final Map<String, Map<String, FieldMeaning>> meanings = new HashMap<>();
    private final Map<String, Map<String, BatchNames>> batches;

    SchemaParts(Map<String, Map<String, BatchNames>> batches) {
        this.batches = batches;
    }

    /** Returns the batches by their projections' names and their own. */
    Map<String, Map<String, BatchNames>> batches() {
        return batches;
    }

    /** Returns the batch that a relation leads to. */
    BatchNames target(BatchNames from, BatchRelation relation) {
        BatchNames target = batches.getOrDefault(from.projection(), Map.of()).get(relation.batch());
        if (target == null) {
            throw new IllegalStateException("a relation to what is not visible");
        }
        return target;
    }

    void add(GraphQLNamedType type) {
        types.put(type.getName(), type);
    }

    void means(String type, String field, FieldMeaning meaning) {
        meanings.computeIfAbsent(type, name -> new HashMap<>()).put(field, meaning);
    }

    Set<GraphQLNamedType> types() {
        return Set.copyOf(types.values());
    }

    Map<String, Map<String, FieldMeaning>> meanings() {
        return meanings;
    }
}
