package io.colonnade.server.graphql.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import io.colonnade.contract.Deprecation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.server.graphql.schema.FieldMeaning.Rows;
import io.colonnade.server.graphql.schema.FieldMeaning.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that an operation begins with: four for each batch, and two for each projection. For one thread. */
final class RootFields {
    static final String QUERY = "Query";
    private static final String CONNECTION = "Connection";
    private static final String BY_KEY = "ByKey";
    private static final String AGGREGATE = "Aggregate";

    private final SchemaParts parts;
    private final Arguments arguments;
    private final NameTable names = new NameTable(Set.of());
    private final GraphQLObjectType.Builder query =
            GraphQLObjectType.newObject().name(QUERY).description("The rows that you may see");
    private boolean empty = true;

    RootFields(SchemaParts parts, Arguments arguments) {
        this.parts = parts;
        this.arguments = arguments;
    }

    /** Adds the fields of a projection: its own are those of its first batch. */
    void add(VisibleProjection visible, Map<String, BatchNames> batches) {
        String own = names.take(Spelling.camel(visible.projection().name()), List.of("", AGGREGATE));
        batches.values().stream().findFirst().ifPresent(first -> {
            addConnection(own, first, visible);
            addGroups(own, first, visible);
        });
        batches.values().forEach(batch -> add(visible, batch));
    }

    private void add(VisibleProjection projection, BatchNames batch) {
        String wanted = Spelling.camel(projection.projection().name())
                + Spelling.pascal(batch.visible().batch().name());
        String name = names.take(wanted, List.of("", CONNECTION, BY_KEY, AGGREGATE));
        add(
                arguments.ofList(
                        arguments.batched(field(name, batch, projection).type(RowTypes.rows(batch)), batch), batch),
                new Rows(batch, Shape.LIST));
        addConnection(name + CONNECTION, batch, projection);
        if (batch.hasOpenKey()) {
            add(
                    arguments.ofKey(field(name + BY_KEY, batch, projection).type(TypePart.ROW.reference(batch)), batch),
                    new Rows(batch, Shape.ONE));
        }
        addGroups(name, batch, projection);
    }

    private void addConnection(String name, BatchNames batch, VisibleProjection projection) {
        GraphQLFieldDefinition.Builder field =
                field(name, batch, projection).type(nonNull(TypePart.CONNECTION.reference(batch)));
        add(arguments.ofConnection(field, batch), new Rows(batch, Shape.CONNECTION));
    }

    private void addGroups(String name, BatchNames batch, VisibleProjection projection) {
        GraphQLFieldDefinition.Builder field = field(name + AGGREGATE, batch, projection)
                .type(nonNull(list(nonNull(TypePart.GROUP.reference(batch)))));
        add(arguments.ofGroups(arguments.batched(field, batch), batch), new Rows(batch, Shape.AGGREGATE));
    }

    private void add(GraphQLFieldDefinition field, FieldMeaning meaning) {
        query.field(field);
        parts.means(QUERY, field.getName(), meaning);
        empty = false;
    }

    private static GraphQLFieldDefinition.Builder field(String name, BatchNames batch, VisibleProjection projection) {
        GraphQLFieldDefinition.Builder field =
                GraphQLFieldDefinition.newFieldDefinition().name(name);
        String description = RowTypes.description(batch);
        if (!description.isEmpty()) {
            field.description(description);
        }
        Deprecation deprecation = projection.projection().deprecation();
        return deprecation == null ? field : field.deprecate(reason(deprecation, projection.replacement()));
    }

    private static String reason(Deprecation deprecation, @Nullable String replacement) {
        String gone = " may be gone from " + deprecation.sunset() + " on";
        return replacement == null
                ? "This projection" + gone
                : "Use the projection " + replacement + " instead; this one" + gone;
    }

    /** Returns the type of them all. */
    GraphQLObjectType build() {
        if (empty) {
            String nothing = "nothing";
            query.field(field -> field.name(nothing)
                    .type(Scalars.GraphQLBoolean)
                    .description("There is no projection that you may see"));
            parts.means(QUERY, nothing, new FieldMeaning.Nothing());
        }
        return query.build();
    }
}
