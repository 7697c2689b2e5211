package io.colonnade.server.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.server.selection.BatchRelation;
import io.colonnade.server.selection.BatchRelations;
import io.colonnade.server.selection.ComparisonReader;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.List;
import java.util.Locale;

/** The JSON Schemas of rows and filters, as components of an OpenAPI description. Used by one thread. */
final class BatchSchemas {
    private static final String COMPONENTS = "#/components/schemas/";

    private final ObjectNode schemas;

    /**
     * Creates a writer of schemas.
     *
     * @param schemas gets them
     */
    BatchSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** Adds the schemas of a batch's rows and of its filters. */
    void add(VisibleProjection visible, VisibleBatch batch) {
        ObjectNode row = schemas.putObject(row(visible, batch)).put("type", "object");
        ObjectNode filter = schemas.putObject(filter(visible, batch.batch().name()))
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode filters = filter.putObject("properties");
        ObjectNode values = row.putObject("properties");
        for (Column column : batch.batch().columns()) {
            boolean masked = batch.masks().containsKey(column.name());
            value(values.putObject(column.name()), column, masked);
            filters.putObject(column.name()).put("$ref", comparisons(column.type()));
        }
        for (BatchRelation relation : BatchRelations.of(visible, batch)) {
            addRelation(filters.putObject(relation.name()), COMPONENTS + filter(visible, relation.batch()));
        }
        addBrackets(filters, COMPONENTS + filter(visible, batch.batch().name()));
    }

    /** Returns the name of the schema of a batch's rows. */
    static String row(VisibleProjection visible, VisibleBatch batch) {
        return "Row." + name(visible) + "." + batch.batch().name();
    }

    /** Returns the name of the schema of a batch's filters. */
    static String filter(VisibleProjection visible, String batch) {
        return "Filter." + name(visible) + "." + batch;
    }

    /** An older major version is named with a character that names of components have not. */
    private static String name(VisibleProjection visible) {
        return visible.projection().name().replace('@', '-');
    }

    private static void addBrackets(ObjectNode filters, String filter) {
        for (String word : List.of("and", "or")) {
            filters.putObject(word).put("type", "array").putObject("items").put("$ref", filter);
        }
        filters.putObject("not").put("$ref", filter);
    }

    private static void addRelation(ObjectNode relation, String filter) {
        ObjectNode words = relation.put("type", "object")
                .put("additionalProperties", false)
                .putObject("properties");
        words.putObject("some").put("$ref", filter);
        words.putObject("none").put("$ref", filter);
    }

    private static void value(ObjectNode node, Column column, boolean masked) {
        // A document may be of any type.
        if (column.type().name() != TypeName.JSON) {
            ArrayNode types = node.putArray("type");
            jsonTypes(column.type()).forEach(types::add);
            if (column.nullable()) {
                types.add("null");
            }
            format(node, column.type());
        }
        node.put("description", (column.description() + " (" + column.type() + (masked ? ", masked)" : ")")).strip());
        if (!masked && !column.values().isEmpty()) {
            ArrayNode values = node.putArray("enum");
            column.values().forEach(values::add);
            if (column.nullable()) {
                values.addNull();
            }
        }
    }

    /** Numbers that some readers would round are texts, and so is what JSON has no number for. */
    private static List<String> jsonTypes(ColumnType type) {
        return switch (type.name()) {
            case INT32 -> List.of("integer");
            case FLOAT32, FLOAT64 -> List.of("number", "string");
            case BOOL -> List.of("boolean");
            case STRING, LARGE_STRING, INT64, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMP_UTC, JSON, BINARY, UUID ->
                List.of("string");
        };
    }

    private static void format(ObjectNode node, ColumnType type) {
        switch (type.name()) {
            case INT32 -> node.put("format", "int32");
            case DATE -> node.put("format", "date");
            case TIMESTAMP_UTC -> node.put("format", "date-time");
            case UUID -> node.put("format", "uuid");
            case BINARY -> node.put("contentEncoding", "base64");
            case STRING, LARGE_STRING, INT64, FLOAT32, FLOAT64, BOOL, DECIMAL, TIME, TIMESTAMP, JSON -> {}
        }
    }

    /** Returns the schema of the operators of a type, which is added if it is not there yet. */
    private String comparisons(ColumnType type) {
        String name = "Compare." + type.name().name().toLowerCase(Locale.ROOT);
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object").put("additionalProperties", false);
            ObjectNode operators = schema.putObject("properties");
            for (String operator : ComparisonReader.operators(type)) {
                operand(operators.putObject(operator), operator, type);
            }
        }
        return COMPONENTS + name;
    }

    private static void operand(ObjectNode node, String operator, ColumnType type) {
        if (operator.equals("isNull")) {
            node.put("type", "boolean");
        } else if (operator.equals("in")) {
            given(node.put("type", "array").putObject("items"), type);
        } else {
            given(node, type);
        }
    }

    /** Numbers are taken as numbers and as texts. */
    private static void given(ObjectNode node, ColumnType type) {
        ArrayNode types = node.putArray("type");
        switch (type.name()) {
            case BOOL -> types.add("boolean");
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> types.add("number").add("string");
            case STRING, LARGE_STRING, DATE, TIME, TIMESTAMP, TIMESTAMP_UTC, JSON, BINARY, UUID -> types.add("string");
        }
    }
}
