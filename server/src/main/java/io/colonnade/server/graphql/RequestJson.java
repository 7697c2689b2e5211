package io.colonnade.server.graphql;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From JSON to what is asked, for doors that take it so. Stateless. */
public final class RequestJson {
    /** The member with the document. */
    public static final String QUERY = "query";

    /** The member that names the operation. */
    public static final String OPERATION = "operationName";

    /** The member with the variables. */
    public static final String VARIABLES = "variables";

    /** The member for what is none of the above. */
    public static final String EXTENSIONS = "extensions";

    private static final int DEEPEST = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestJson() {}

    /**
     * Reads what a client asks.
     *
     * @param text a JSON object
     * @param what it is called in refusals
     * @throws ColonnadeException INVALID_ARGUMENT if it is none, or has not what is needed
     */
    public static GraphQlRequest of(String text, String what) {
        JsonNode parameters = json(text, what);
        if (!parameters.isObject()) {
            throw invalid(what + " is no JSON object");
        }
        return of(parameters);
    }

    /** Reads the members of an object. */
    public static GraphQlRequest of(JsonNode parameters) {
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

    /** Reads any JSON. */
    public static JsonNode json(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(what + " is no JSON");
        }
    }

    /** Returns the refusal of what is no request. */
    public static ColonnadeException invalid(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Cannot read the request: " + why
                        + "; send an object with query, and perhaps variables, operationName and extensions");
    }
}
