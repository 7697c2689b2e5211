package io.colonnade.server.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.contract.Column;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.server.selection.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The OpenAPI 3.1 description of a door's routes and of the batches that one caller may read. It holds nothing that the catalogue
 * routes would not tell the same caller. Used by one thread.
 */
public final class OpenApiDocument {
    /**
     * A route of the door.
     *
     * @param path with variables in braces
     * @param methods in capitals
     * @param summary what it answers, in a line
     */
    public record Operation(String path, Collection<String> methods, String summary) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String PROBLEM = "Problem";
    private static final String STRING = "string";
    private static final String INTEGER = "integer";

    /** The parameters of bulk reads that say which of the rows are wanted. */
    private static final List<Map.Entry<String, String>> PAGE = List.of(
            Map.entry("first", "The first rows: a page, of at most " + PageRequest.MOST_ROWS),
            Map.entry("after", "The cursor behind which the rows begin"),
            Map.entry("last", "The last rows, in the same order: a page, of at most " + PageRequest.MOST_ROWS),
            Map.entry("before", "The cursor before which the rows end"),
            Map.entry("limit", "How many rows at most, without cursors"),
            Map.entry("offset", "How many rows are passed over, without cursors"));

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final List<String> formats;

    private OpenApiDocument(String version, List<String> formats) {
        this.formats = formats;
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Colonnade")
                .put("version", version)
                .put("description", "Governed, versioned tables over HTTP, as the caller may see them");
        addSecurity();
        this.paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        this.schemas = components.putObject("schemas");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        schemes.putObject("basic").put("type", "http").put("scheme", "basic");
        addProblem();
    }

    /**
     * Makes the description.
     *
     * @param version of the server
     * @param routes all routes of the door
     * @param formats the media types of rows
     * @param catalog what the caller may see
     */
    public static ObjectNode of(
            String version, List<Operation> routes, List<String> formats, List<VisibleProjection> catalog) {
        OpenApiDocument description = new OpenApiDocument(version, formats);
        routes.forEach(description::add);
        for (VisibleProjection visible : catalog) {
            for (VisibleBatch batch : visible.batches()) {
                new BatchSchemas(description.schemas).add(visible, batch);
                description.add(visible, batch);
            }
        }
        return description.document;
    }

    /** Nobody must log in, who is content with what everybody may see. */
    private void addSecurity() {
        ArrayNode security = document.putArray("security");
        security.addObject();
        security.addObject().putArray("bearer");
        security.addObject().putArray("basic");
    }

    private void addProblem() {
        ObjectNode problem = schemas.putObject(PROBLEM).put("type", "object");
        problem.put("description", "RFC 9457");
        ObjectNode members = problem.putObject("properties");
        members.putObject("title").put("type", STRING);
        members.putObject("status").put("type", INTEGER);
        members.putObject("detail").put("type", STRING);
        members.putObject("sqlstate").put("type", STRING);
    }

    private void add(Operation route) {
        ObjectNode item = paths.putObject(route.path());
        List<String> variables = VARIABLE.matcher(route.path())
                .results()
                .map(found -> found.group(1))
                .toList();
        if (!variables.isEmpty()) {
            ArrayNode parameters = item.putArray("parameters");
            variables.forEach(
                    name -> parameter(parameters, name, "path", STRING).put("required", true));
        }
        for (String method : route.methods().stream().sorted().toList()) {
            ObjectNode operation = item.putObject(method.toLowerCase(Locale.ROOT));
            operation.put("summary", route.summary().isEmpty() ? route.path() : route.summary());
            if (method.equals("POST")) {
                ObjectNode body = operation.putObject("requestBody").put("required", true);
                body.putObject("content").putObject("*/*").putObject("schema").put("type", STRING);
            }
            addResponses(operation).put("description", "The answer");
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    /** Returns the good one. */
    private static ObjectNode addResponses(ObjectNode operation) {
        ObjectNode responses = operation.putObject("responses");
        ObjectNode good = responses.putObject("200");
        ObjectNode bad = responses.putObject("default").put("description", "Why there is no answer");
        bad.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + PROBLEM);
        return good;
    }

    private void add(VisibleProjection visible, VisibleBatch batch) {
        String path = "/v1/" + visible.projection().name() + "/" + batch.batch().name();
        ObjectNode read = paths.putObject(path).putObject("get");
        read.put(
                "summary",
                "Reads " + visible.projection().name() + "." + batch.batch().name());
        if (!batch.batch().description().isEmpty()) {
            read.put("description", batch.batch().description());
        }
        read.put("deprecated", visible.projection().deprecation() != null);
        read.putArray("tags").add(visible.projection().name());
        addParameters(read.putArray("parameters"), visible, batch);
        ObjectNode rows = addResponses(read).put("description", "The rows");
        addLink(rows);
        addContent(rows.putObject("content"), BatchSchemas.row(visible, batch));
    }

    private void addParameters(ArrayNode parameters, VisibleProjection visible, VisibleBatch batch) {
        parameter(parameters, "select", "query", STRING)
                .put(
                        "description",
                        "Columns, with commas: "
                                + batch.batch().columns().stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", ")));
        parameters
                .addObject()
                .put("name", "where")
                .put("in", "query")
                .put("description", "A filter")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put(
                        "$ref",
                        "#/components/schemas/"
                                + BatchSchemas.filter(visible, batch.batch().name()));
        parameter(parameters, "order", "query", STRING)
                .put("description", "Columns, with commas, each with .asc or .desc and .nullsfirst or .nullslast");
        for (Map.Entry<String, String> page : PAGE) {
            boolean cursor = page.getKey().equals("after") || page.getKey().equals("before");
            parameter(parameters, page.getKey(), "query", cursor ? STRING : INTEGER)
                    .put("description", page.getValue());
        }
    }

    private static void addLink(ObjectNode rows) {
        rows.putObject("headers")
                .putObject("Link")
                .put("description", "Where the page does not end the rows, the next one, or the one before")
                .putObject("schema")
                .put("type", STRING);
    }

    private void addContent(ObjectNode content, String row) {
        for (String format : formats) {
            ObjectNode schema = content.putObject(format).putObject("schema");
            if (format.startsWith("application/json")) {
                schema.put("type", "array").putObject("items").put("$ref", "#/components/schemas/" + row);
            }
        }
    }
}
