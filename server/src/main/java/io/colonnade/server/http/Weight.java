package io.colonnade.server.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The quality values of RFC 9110, 12.4.2. */
final class Weight {
    private static final Pattern VALID = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

    private Weight() {}

    /** Returns the weight, which is 1 where none is stated; nothing where it is malformed. */
    static Optional<Double> parse(@Nullable String text) {
        if (text == null) {
            return Optional.of(1.0);
        }
        return VALID.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
