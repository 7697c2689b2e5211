package io.colonnade.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.graphql.GraphQlRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** From the parameters of a request, in the body or in the URL, to what is asked. Stateless. */
final class GraphQlRequests {
    private static final String QUERY = "query";
    private static final String OPERATION = "operationName";
    private static final String VARIABLES = "variables";
    private static final String EXTENSIONS = "extensions";

    private static final int DEEPEST = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GraphQlRequests() {}

    /** Reads the JSON object of a body. */
    static GraphQlRequest ofBody(String body) {
        JsonNode parameters = json(body, "the body");
        if (!parameters.isObject()) {
            throw invalid("the body is no JSON object");
        }
        return of(parameters);
    }

    /** Reads the parameters of a URL, of which some are JSON. */
    static GraphQlRequest ofUrl(Fields given) {
        Map<String, JsonNode> parameters = new HashMap<>();
        for (String name : List.of(QUERY, OPERATION, VARIABLES, EXTENSIONS)) {
            Fields.Field field = given.get(name);
            if (field != null) {
                parameters.put(name, parameter(name, field));
            }
        }
        return of(JSON.valueToTree(parameters));
    }

    private static JsonNode parameter(String name, Fields.Field field) {
        if (field.hasMultipleValues()) {
            throw invalid(name + " is given more than once");
        }
        return Set.of(QUERY, OPERATION).contains(name)
                ? JSON.getNodeFactory().textNode(field.getValue())
                : json(field.getValue(), name);
    }

    private static GraphQlRequest of(JsonNode parameters) {
        String document = text(parameters, QUERY);
        if (document == null) {
            throw invalid(QUERY + " is missing");
        }
        object(parameters, EXTENSIONS);
        return new GraphQlRequest(document, text(parameters, OPERATION), object(parameters, VARIABLES));
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(name + " is no string");
        }
        return value.textValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw invalid(name + " is no object");
        }
        return JSON.convertValue(value, Map.class);
    }

    private static JsonNode json(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(what + " is no JSON");
        }
    }

    private static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Cannot read the request: " + why
                        + "; send an object with query, and perhaps variables, operationName and extensions");
    }
}
