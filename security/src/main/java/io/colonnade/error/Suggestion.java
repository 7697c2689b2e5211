package io.colonnade.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The nearest known word to one that is unknown. Callers pass only words that the reader may know of. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns the known word that most resembles {@code word}, if one is near enough to be a likely slip. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        // Two swapped letters, the commonest slip, are a distance of two.
        int reach = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(reach);
        String wanted = word.toLowerCase(Locale.ROOT);
        record Candidate(String word, int distance) {}
        return known.stream()
                .map(candidate -> new Candidate(candidate, distance.apply(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** Returns {@code "; did you mean 'x'?"}, or nothing where no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
