package io.colonnade.server.format;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A media type as an answer states it. Immutable.
 *
 * @param name type and subtype, in lower case
 * @param stated the parameters that an answer of this type names
 * @param implied those that hold without being named, which a client may name nevertheless
 */
public record MediaType(String name, Map<String, String> stated, Map<String, String> implied) {
    public MediaType {
        stated = Map.copyOf(stated);
        implied = Map.copyOf(implied);
    }

    /** Returns a type without parameters. */
    public static MediaType of(String name) {
        return new MediaType(name, Map.of(), Map.of());
    }

    /** Returns the same type of another name. */
    MediaType as(String other) {
        return new MediaType(other, stated, implied);
    }

    /** Returns whether a parameter that a client names holds for this type. */
    public boolean has(String parameter, String value) {
        String key = parameter.toLowerCase(Locale.ROOT);
        return value.equalsIgnoreCase(stated.getOrDefault(key, implied.get(key)));
    }

    /** Returns the type as the header {@code Content-Type} has it. */
    @Override
    public String toString() {
        return stated.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "; " + entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining("", name, ""));
    }

    private static String quoted(String value) {
        return value.indexOf('/') < 0 ? value : '"' + value + '"';
    }
}
