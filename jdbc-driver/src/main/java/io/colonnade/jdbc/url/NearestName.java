package io.colonnade.jdbc.url;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the property that somebody meant who wrote another name. */
final class NearestName {
    private NearestName() {}

    static Optional<String> of(String written) {
        return Arrays.stream(ConnectionProperty.values())
                .map(ConnectionProperty::key)
                .filter(key -> distance(written, key) <= Math.max(2, key.length() / 3))
                .min(Comparator.comparingInt(key -> distance(written, key)));
    }

    /** The number of single-character edits between two names, whatever their case. */
    private static int distance(String written, String key) {
        String a = written.toLowerCase(Locale.ROOT);
        String b = key.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
