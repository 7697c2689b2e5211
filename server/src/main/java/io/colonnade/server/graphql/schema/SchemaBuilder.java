package io.colonnade.server.graphql.schema;

import graphql.Scalars;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.colonnade.query.VisibleProjection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what a principal may see to a schema: first all names, then the types that they stand in. */
final class SchemaBuilder {
    private SchemaBuilder() {}

    static ViewSchema build(List<VisibleProjection> visible) {
        BatchNaming naming = new BatchNaming(new NameTable(sharedNames()));
        Map<String, Map<String, BatchNames>> batches = new LinkedHashMap<>();
        visible.forEach(projection -> batches.put(projection.projection().name(), naming.of(projection)));
        SchemaParts parts = new SchemaParts(batches);
        ColumnTypes columns = new ColumnTypes(parts);
        Arguments arguments = new Arguments(columns);
        addTypes(parts, columns, arguments);
        RootFields roots = new RootFields(parts, arguments);
        for (VisibleProjection projection : visible) {
            roots.add(projection, batches.getOrDefault(projection.projection().name(), Map.of()));
        }
        return new ViewSchema(schema(roots.build(), parts), parts.meanings(), batches);
    }

    private static void addTypes(SchemaParts parts, ColumnTypes columns, Arguments arguments) {
        List<BatchNames> all = parts.batches().values().stream()
                .flatMap(batches -> batches.values().stream())
                .toList();
        if (all.isEmpty()) {
            return;
        }
        RowTypes rows = new RowTypes(parts, columns, arguments);
        InputTypes inputs = new InputTypes(parts, columns);
        rows.addPageInfo();
        inputs.addShared();
        for (BatchNames batch : all) {
            columns.add(batch);
            rows.add(batch);
            inputs.add(batch);
        }
    }

    private static GraphQLSchema schema(GraphQLObjectType query, SchemaParts parts) {
        return GraphQLSchema.newSchema()
                .query(query)
                .additionalTypes(parts.types())
                .additionalDirective(GraphQLDirective.newDirective()
                        .name(ViewSchema.TABLES)
                        .description("Answers a table for each selection of rows, as Arrow streams one after the other")
                        .validLocation(Introspection.DirectiveLocation.QUERY)
                        .build())
                .build();
    }

    /** The names of types that are no batch's. */
    private static Set<String> sharedNames() {
        Stream<String> scalars = Stream.concat(
                Stream.of(
                        Scalars.GraphQLString.getName(),
                        Scalars.GraphQLInt.getName(),
                        Scalars.GraphQLFloat.getName(),
                        Scalars.GraphQLBoolean.getName(),
                        Scalars.GraphQLID.getName()),
                ScalarTypes.ALL.stream().map(scalar -> scalar.getName()));
        return Stream.concat(
                        scalars.flatMap(name -> Stream.of(name, FilterTypes.name(name))),
                        Stream.of(
                                RootFields.QUERY,
                                RowTypes.PAGE_INFO,
                                InputTypes.DIRECTION,
                                InputTypes.DATE_BUCKET,
                                InputTypes.TIME_BUCKET))
                .collect(Collectors.toSet());
    }
}
