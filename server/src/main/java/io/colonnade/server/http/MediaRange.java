package io.colonnade.server.http;

import io.colonnade.server.format.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of the header {@code Accept} (RFC 9110, 12.5.1). Immutable.
 *
 * @param type a type, or {@code *}
 * @param subtype a subtype, or {@code *}
 * @param parameters what the type must have, without the weight
 * @param quality the weight, 0 to 1; what weighs nothing is refused
 */
record MediaRange(String type, String subtype, Map<String, String> parameters, double quality) {
    private static final String ANY = "*";

    static final MediaRange EVERYTHING = new MediaRange(ANY, ANY, Map.of(), 1);

    /** More than there can be parameters: a closer name goes before more of them. */
    private static final int HALF = 1 << 10;

    private static final int WHOLE = 1 << 20;

    /** Reads an element; one that is malformed accepts nothing. */
    static Optional<MediaRange> of(HeaderElement element) {
        String[] types = element.value().split("/", -1);
        if (types.length != 2 || types[0].isEmpty() || types[1].isEmpty()) {
            return Optional.empty();
        }
        if (types[0].equals(ANY) && !types[1].equals(ANY)) {
            return Optional.empty();
        }
        return Optional.of(new MediaRange(types[0], types[1], element.parameters(), element.weight()));
    }

    /** Returns how closely this names one of the types: -1 if it does not, and the more the closer. */
    int specificity(List<MediaType> names) {
        int closest = -1;
        for (MediaType name : names) {
            closest = Math.max(closest, specificity(name));
        }
        return closest;
    }

    private int specificity(MediaType name) {
        if (type.equals(ANY)) {
            return has(name) ? parameters.size() : -1;
        }
        boolean matches = name.name().startsWith(type) && name.name().startsWith("/", type.length());
        if (!matches || !has(name)) {
            return -1;
        }
        if (subtype.equals(ANY)) {
            return HALF + parameters.size();
        }
        boolean exact = name.name().length() == type.length() + 1 + subtype.length()
                && name.name().endsWith(subtype);
        return exact ? WHOLE + parameters.size() : -1;
    }

    private boolean has(MediaType name) {
        return parameters.entrySet().stream().allMatch(entry -> name.has(entry.getKey(), entry.getValue()));
    }
}
