package io.colonnade.security.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens found right in the last seconds: a client shows the same one with every call of a query, and checking it costs as much as
 * the rest of a small call. No token is taken longer for it than its own end, and a withdrawn key's no longer than the keys' file
 * is looked at. Thread-safe and bounded.
 *
 * @param <T> what a token stands for
 */
final class VerifiedTokens<T> {
    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final int MOST = 1024;

    private final Clock clock;
    private final Map<String, Remembered<T>> byToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered<T>> eldest) {
            return size() > MOST;
        }
    };

    private record Remembered<T>(T found, Instant until) {}

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    Optional<T> find(String token) {
        Instant now = clock.instant();
        synchronized (byToken) {
            Remembered<T> remembered = byToken.get(token);
            return remembered != null && now.isBefore(remembered.until())
                    ? Optional.of(remembered.found())
                    : Optional.empty();
        }
    }

    /** Remembers what a token stands for; it itself ends at the given time. */
    void add(String token, T found, Instant expires) {
        Instant soon = clock.instant().plus(LIFETIME);
        Instant until = expires.isBefore(soon) ? expires : soon;
        synchronized (byToken) {
            byToken.remove(token);
            byToken.put(token, new Remembered<>(found, until));
        }
    }
}
