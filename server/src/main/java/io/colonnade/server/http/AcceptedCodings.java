package io.colonnade.server.http;

import io.colonnade.server.format.Offer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header {@code Accept-Encoding} (RFC 9110, 12.5.3). Immutable. */
final class AcceptedCodings {
    private static final String ANY = "*";

    private final Map<String, Double> weights;

    private AcceptedCodings(Map<String, Double> weights) {
        this.weights = Map.copyOf(weights);
    }

    static AcceptedCodings of(List<String> header) {
        Map<String, Double> weights = new HashMap<>();
        for (HeaderElement element : HeaderElement.all(header)) {
            weights.put(element.value().equals("x-gzip") ? "gzip" : element.value(), element.weight());
        }
        return new AcceptedCodings(weights);
    }

    /** Returns the coding for an answer, or nothing if the client refuses all that there are. */
    Optional<ContentCoding> best(Offer.Content content) {
        if (weights.isEmpty()) {
            return Optional.of(ContentCoding.IDENTITY);
        }
        return ContentCoding.preferred(content).stream()
                .filter(coding -> weight(coding) > 0)
                // Of equal ones, the stream's maximum would be the last.
                .sorted(Comparator.comparingDouble(this::weight).reversed())
                .findFirst();
    }

    private double weight(ContentCoding coding) {
        Double named = weights.getOrDefault(coding.word(), weights.get(ANY));
        if (named != null) {
            return named;
        }
        // What is not compressed is acceptable unless it is refused, and nothing says that it is worse than the rest.
        return coding == ContentCoding.IDENTITY ? best() : 0;
    }

    private double best() {
        double best =
                weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return best == 0 ? 1 : best;
    }
}
