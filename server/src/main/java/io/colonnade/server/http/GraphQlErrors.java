package io.colonnade.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.server.graphql.GraphQlError;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** Answers without data, as GraphQL writes them. Stateless. */
final class GraphQlErrors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GraphQlErrors() {}

    /** Begins the answer to a request that has none but errors, and returns its body. */
    static String begin(List<GraphQlError> errors, int status, GraphQlType type, Response response) {
        response.setStatus(status);
        // What had begun before it failed may have been compressed.
        response.getHeaders().remove(HttpHeader.CONTENT_ENCODING);
        response.getHeaders().remove("Content-Disposition");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type.contentType());
        return text(errors);
    }

    private static String text(List<GraphQlError> errors) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("errors");
        errors.forEach(error -> describe(list.addObject(), error));
        return answer + "\n";
    }

    private static void describe(ObjectNode node, GraphQlError error) {
        node.put("message", error.message());
        if (!error.locations().isEmpty()) {
            ArrayNode locations = node.putArray("locations");
            error.locations()
                    .forEach(place ->
                            locations.addObject().put("line", place.line()).put("column", place.column()));
        }
        if (!error.path().isEmpty()) {
            node.set("path", JSON.valueToTree(error.path()));
        }
        node.set("extensions", JSON.valueToTree(error.extensions()));
    }
}
