package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
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
 */
final class VerifiedTokens {
    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final int MOST = 1024;

    private final Clock clock;
    private final Map<String, Remembered> byToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What was found.
     *
     * @param expires when it does not hold any more
     */
    record Verified(Principal principal, Instant expires) {}

    private record Remembered(Verified verified, Instant until) {}

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    Optional<Verified> find(String token) {
        Instant now = clock.instant();
        synchronized (byToken) {
            Remembered remembered = byToken.get(token);
            return remembered != null && now.isBefore(remembered.until())
                    ? Optional.of(remembered.verified())
                    : Optional.empty();
        }
    }

    /** Remembers whom a token stands for; it itself ends at the given time. */
    void add(String token, Verified found) {
        Instant soon = clock.instant().plus(LIFETIME);
        Instant until = found.expires().isBefore(soon) ? found.expires() : soon;
        synchronized (byToken) {
            byToken.remove(token);
            byToken.put(token, new Remembered(found, until));
        }
    }
}
