package io.colonnade.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.server.graphql.GraphQlRequest;
import io.colonnade.server.graphql.RequestJson;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.Fields;

/** From the parameters of a request, in the body or in the URL, to what is asked. Stateless. */
final class GraphQlRequests {
    private static final List<String> PARAMETERS =
            List.of(RequestJson.QUERY, RequestJson.OPERATION, RequestJson.VARIABLES, RequestJson.EXTENSIONS);
    private static final Set<String> TEXTS = Set.of(RequestJson.QUERY, RequestJson.OPERATION);

    private GraphQlRequests() {}

    /** Reads the JSON object of a body. */
    static GraphQlRequest ofBody(String body) {
        return RequestJson.of(body, "the body");
    }

    /** Reads the parameters of a URL, of which some are JSON. */
    static GraphQlRequest ofUrl(Fields given) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (String name : PARAMETERS) {
            Fields.Field field = given.get(name);
            if (field != null) {
                parameters.set(name, parameter(name, field));
            }
        }
        return RequestJson.of(parameters);
    }

    private static JsonNode parameter(String name, Fields.Field field) {
        if (field.hasMultipleValues()) {
            throw RequestJson.invalid(name + " is given more than once");
        }
        return TEXTS.contains(name)
                ? JsonNodeFactory.instance.textNode(field.getValue())
                : RequestJson.json(field.getValue(), name);
    }
}
