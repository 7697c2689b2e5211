package io.colonnade.server.graphql;

import graphql.normalized.ExecutableNormalizedOperation;
import io.colonnade.query.DeprecatedProjection;
import io.colonnade.query.VisibleProjection;
import io.colonnade.server.graphql.schema.FieldMeaning;
import io.colonnade.server.graphql.schema.ViewSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return rows().findAny().isPresent();
    }

    /** Returns the projections that it reads and that will go away. No relation leads out of a projection. */
    public List<DeprecatedProjection> deprecated() {
        Set<String> read = rows().map(rows -> rows.batch().projection()).collect(Collectors.toSet());
        return visible.stream()
                .filter(projection -> read.contains(projection.projection().name()))
                .flatMap(projection -> DeprecatedProjection.of(projection).stream())
                .toList();
    }

    private Stream<FieldMeaning.Rows> rows() {
        return fields.getTopLevelFields().stream()
                .flatMap(field -> schema.meaning(field.getSingleObjectTypeName(), field.getFieldName()).stream())
                .filter(FieldMeaning.Rows.class::isInstance)
                .map(FieldMeaning.Rows.class::cast);
    }
}
