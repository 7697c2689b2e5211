package io.colonnade.server.graphql;

import graphql.normalized.ExecutableNormalizedOperation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.server.graphql.schema.FieldMeaning;
import io.colonnade.server.graphql.schema.ViewSchema;
import java.util.List;
import java.util.Map;

/**
 * An operation that is valid for its caller and keeps to the limits. Immutable.
 *
 * @param visible what the caller may see
 * @param schema the schema of that, which says what the fields stand for
 * @param fields its fields; of fragments, variables and conditions nothing is left
 * @param introspection the JSON of the root fields that ask of the schema, by their names in the answer
 * @param cost what it costs
 * @param asksForTables whether the document asks for tables, whatever the request accepts
 */
public record PreparedOperation(
        List<VisibleProjection> visible,
        ViewSchema schema,
        ExecutableNormalizedOperation fields,
        Map<String, String> introspection,
        long cost,
        boolean asksForTables) {
    public PreparedOperation {
        visible = List.copyOf(visible);
        introspection = Map.copyOf(introspection);
    }

    /** Returns whether there is anything to read. */
    boolean readsRows() {
        return fields.getTopLevelFields().stream()
                .anyMatch(field -> schema.meaning(field.getSingleObjectTypeName(), field.getFieldName())
                        .filter(FieldMeaning.Rows.class::isInstance)
                        .isPresent());
    }
}
