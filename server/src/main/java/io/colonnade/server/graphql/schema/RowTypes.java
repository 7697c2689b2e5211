package io.colonnade.server.graphql.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import io.colonnade.contract.Column;
import io.colonnade.server.graphql.schema.FieldMeaning.Part;
import io.colonnade.server.graphql.schema.FieldMeaning.Shape;
import io.colonnade.server.selection.BatchRelation;

/** The types of what is answered: rows, connections of them, groups. For one thread. */
final class RowTypes {
    static final String PAGE_INFO = "PageInfo";
    private static final String CONNECTION_FIELD = "Connection";

    private final SchemaParts parts;
    private final ColumnTypes columns;
    private final Arguments arguments;

    RowTypes(SchemaParts parts, ColumnTypes columns, Arguments arguments) {
        this.parts = parts;
        this.columns = columns;
        this.arguments = arguments;
    }

    /** Adds the types of a batch. */
    void add(BatchNames batch) {
        addRow(batch);
        addConnection(batch);
        addGroup(batch);
    }

    private void addRow(BatchNames batch) {
        GraphQLObjectType.Builder row = type(TypePart.ROW.of(batch), description(batch));
        NameTable fields = new NameTable(batch.columns().keySet());
        batch.columns().forEach((name, column) -> row.field(column(batch, name, column)));
        batch.relations().keySet().forEach(fields::take);
        batch.relations().forEach((name, relation) -> addRelation(row, batch, name, relation, fields));
        parts.add(row.build());
    }

    private GraphQLFieldDefinition column(BatchNames batch, String name, Column column) {
        parts.means(TypePart.ROW.of(batch), name, new FieldMeaning.OfColumn(column));
        GraphQLOutputType type = columns.of(batch, name, column);
        return described(field(name, column.nullable() ? type : nonNull(type)), column.description());
    }

    private void addRelation(
            GraphQLObjectType.Builder row, BatchNames batch, String name, BatchRelation relation, NameTable fields) {
        BatchNames target = parts.target(batch, relation);
        if (!relation.many()) {
            GraphQLFieldDefinition one =
                    field(name, TypePart.ROW.reference(target)).build();
            add(row, batch, one, new FieldMeaning.Related(target, relation, Shape.ONE));
            return;
        }
        add(
                row,
                batch,
                arguments.ofList(field(name, rows(target)), target),
                new FieldMeaning.Related(target, relation, Shape.LIST));
        String connection = fields.take(name + CONNECTION_FIELD);
        add(
                row,
                batch,
                arguments.ofConnection(field(connection, nonNull(TypePart.CONNECTION.reference(target))), target),
                new FieldMeaning.Related(target, relation, Shape.CONNECTION));
    }

    private void add(
            GraphQLObjectType.Builder row, BatchNames batch, GraphQLFieldDefinition field, FieldMeaning meaning) {
        row.field(field);
        parts.means(TypePart.ROW.of(batch), field.getName(), meaning);
    }

    private void addConnection(BatchNames batch) {
        addParts(
                TypePart.EDGE.of(batch),
                "A row and its place in the order",
                new PartField("node", nonNull(TypePart.ROW.reference(batch)), Part.NODE),
                new PartField("cursor", nonNull(Scalars.GraphQLString), Part.CURSOR));
        addParts(
                TypePart.CONNECTION.of(batch),
                "A page of rows",
                new PartField("edges", nonNull(list(nonNull(TypePart.EDGE.reference(batch)))), Part.EDGES),
                new PartField("pageInfo", nonNull(typeRef(PAGE_INFO)), Part.PAGE_INFO),
                new PartField("totalCount", nonNull(ScalarTypes.INT64), Part.TOTAL_COUNT));
    }

    /** Adds the type that all connections share. */
    void addPageInfo() {
        addParts(
                PAGE_INFO,
                "Where a page lies among the rows",
                new PartField("hasNextPage", nonNull(Scalars.GraphQLBoolean), Part.HAS_NEXT_PAGE),
                new PartField("hasPreviousPage", nonNull(Scalars.GraphQLBoolean), Part.HAS_PREVIOUS_PAGE),
                new PartField("startCursor", Scalars.GraphQLString, Part.START_CURSOR),
                new PartField("endCursor", Scalars.GraphQLString, Part.END_CURSOR));
    }

    private void addParts(String type, String description, PartField... fields) {
        GraphQLObjectType.Builder builder = type(type, description);
        for (PartField field : fields) {
            builder.field(field(field.name(), field.type()));
            parts.means(type, field.name(), field.part());
        }
        parts.add(builder.build());
    }

    private record PartField(String name, GraphQLOutputType type, Part part) {}

    private void addGroup(BatchNames batch) {
        String name = TypePart.GROUP.of(batch);
        GraphQLObjectType.Builder group = type(name, "Rows that have in common what they are grouped by");
        batch.columns().forEach((field, column) -> {
            if (ValueTypes.isComparable(column.type())) {
                group.field(described(field(field, columns.of(batch, field, column)), column.description()));
                parts.means(name, field, new FieldMeaning.OfGroup(column));
            }
        });
        batch.aggregates().forEach((field, value) -> {
            GraphQLOutputType type = ColumnTypes.scalar(batch, value);
            group.field(field(field, value.column() == null ? nonNull(type) : type));
            parts.means(name, field, new FieldMeaning.Computed(value));
        });
        parts.add(group.build());
    }

    static GraphQLOutputType rows(BatchNames batch) {
        return nonNull(list(nonNull(TypePart.ROW.reference(batch))));
    }

    static String description(BatchNames batch) {
        return batch.visible().batch().description();
    }

    private static GraphQLObjectType.Builder type(String name, String description) {
        GraphQLObjectType.Builder type = GraphQLObjectType.newObject().name(name);
        return description.isEmpty() ? type : type.description(description);
    }

    static GraphQLFieldDefinition.Builder field(String name, GraphQLOutputType type) {
        return GraphQLFieldDefinition.newFieldDefinition().name(name).type(type);
    }

    static GraphQLFieldDefinition described(GraphQLFieldDefinition.Builder field, String description) {
        return (description.isEmpty() ? field : field.description(description)).build();
    }
}
