package io.colonnade.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.QuotedCSV;
import org.jspecify.annotations.Nullable;

/**
 * One of the alternatives that a header offers, as {@code Accept} and {@code Accept-Encoding} do. Immutable.
 *
 * @param value what is offered, in lower case
 * @param parameters its parameters without the weight, their names in lower case
 * @param weight the quality value, 0 to 1; what weighs nothing is refused
 */
record HeaderElement(String value, Map<String, String> parameters, double weight) {
    private static final String WEIGHT = "q";

    /** Returns the elements of all headers of one name; one that is malformed is not there. */
    static List<HeaderElement> all(List<String> header) {
        try {
            return new QuotedCSV(true, header.toArray(String[]::new))
                    .getValues().stream().flatMap(HeaderElement::parse).toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private static Stream<HeaderElement> parse(String element) {
        Map<String, String> raw = new HashMap<>();
        @Nullable String value;
        try {
            value = HttpField.getValueParameters(element, raw);
        } catch (IllegalArgumentException unreadable) {
            return Stream.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        raw.forEach((name, text) -> parameters.put(name.toLowerCase(Locale.ROOT), text == null ? "" : text));
        Optional<Double> weight = Weight.parse(parameters.remove(WEIGHT));
        if (value == null || weight.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                new HeaderElement(value.strip().toLowerCase(Locale.ROOT), Map.copyOf(parameters), weight.get()));
    }
}
