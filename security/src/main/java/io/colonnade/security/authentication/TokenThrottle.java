package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Slows down who sends bearer tokens that are not taken: finding that out costs a signature's check, and nobody's limits hold
 * for a caller whom nobody knows. It counts by address and never by the name in a token, so that a name cannot be locked out
 * from elsewhere. A token that was taken from an address lately is checked there whatever else comes from it: who shares
 * a gateway or a proxy with somebody who floods it goes on working. Thread-safe and bounded.
 */
public final class TokenThrottle {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final int MOST_KNOWN = 10_000;

    private final Clock clock;
    private final GuessBudget byPeer;

    /** By address and token, as a digest, the end of the time for which it is known; ordered by the last use. */
    private final Map<String, Instant> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * Creates a throttle that has seen nothing.
     *
     * @param perSecond tokens of one address that may be refused in a second, and at once
     */
    public TokenThrottle(int perSecond, Clock clock) {
        this.clock = clock;
        this.byPeer = new GuessBudget(perSecond, SECOND.dividedBy(perSecond));
    }

    /**
     * Has a token checked, or not.
     *
     * @throws ColonnadeException RESOURCE_EXHAUSTED while a token has to wait, else as the check does
     */
    <T> T guard(Credentials.Bearer token, Supplier<T> check) {
        String peer = PeerNetwork.of(token.peer());
        String digest = digest(peer, token.token());
        admit(peer, digest);
        try {
            T found = check.get();
            succeeded(digest);
            return found;
        } catch (ColonnadeException e) {
            if (e.kind() == ErrorKind.UNAUTHENTICATED) {
                failed(peer, digest);
            }
            throw e;
        }
    }

    private synchronized void admit(String peer, String digest) {
        Instant now = clock.instant();
        Duration wait = byPeer.wait(peer, now);
        if (!wait.isZero() && !isKnown(digest, now)) {
            throw Refusals.tooManyTokens(wait);
        }
    }

    private boolean isKnown(String digest, Instant now) {
        Instant end = known.get(digest);
        return end != null && now.isBefore(end);
    }

    private synchronized void succeeded(String digest) {
        known.remove(digest);
        known.put(digest, clock.instant().plus(KNOWN_FOR));
    }

    /** A token that was right once has no privilege any more when it is not. */
    private synchronized void failed(String peer, String digest) {
        known.remove(digest);
        byPeer.spend(peer, clock.instant());
    }

    /** Tokens can be long, and are not kept where they are not needed. */
    private static String digest(String peer, String token) {
        try {
            byte[] bytes = (peer + " " + token).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
