package io.colonnade.server.graphql;

import io.colonnade.server.graphql.GraphQlError.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what an operation asks for with what one may be. Stateless. */
final class OperationLimits {
    private static final String KEYS = "limits.graphql.";

    private OperationLimits() {}

    /** Returns the refusal of an operation that goes beyond a limit. */
    static Optional<GraphQlError> exceeded(OperationCost cost, int rootFields, GraphQlLimits limits) {
        return List.of(
                        check("depth", cost.depth(), limits.depth(), "fields are nested %s deep"),
                        check("hops", cost.hops(), limits.hops(), "%s relations are followed one from another"),
                        check("aliases", cost.aliases(), limits.aliases(), "%s fields are renamed"),
                        check("root_fields", rootFields, limits.rootFields(), "it begins with %s fields"),
                        check("levels", cost.levels(), limits.levels(), "%s of its selections read rows"),
                        check("cost", cost.values(), limits.cost(), "it costs %s"))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<GraphQlError> check(String key, long found, long most, String what) {
        return found <= most
                ? Optional.empty()
                : Optional.of(refusal(key, what.formatted(found), Map.of("limit", most, key, found)));
    }

    /** Returns the refusal of a document whose fields are too many to be counted. */
    static GraphQlError tooManyFields(int most) {
        return refusal("fields", "it has more fields than " + most, Map.of("limit", most));
    }

    private static GraphQlError refusal(String key, String what, Map<String, Object> numbers) {
        Map<String, Object> extensions = new HashMap<>(numbers);
        extensions.put("code", Code.LIMIT_EXCEEDED.name());
        return new GraphQlError(
                "Cannot run the operation: " + what + ", which is beyond " + KEYS + key
                        + "; ask for less, or in several requests",
                List.of(),
                List.of(),
                extensions);
    }
}
