package io.colonnade.security.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords: by the user name that is guessed at, by the address that guesses, and by the two
 * together. It counts names as they are typed, and so knows no difference between users who exist and users who do not. An
 * address from which a user has logged in lately is held to the third count alone, so that nobody elsewhere, and nobody who
 * guesses at others behind the same gateway, can lock that user out. Thread-safe and bounded.
 */
final class LoginThrottle {
    private static final Duration KNOWN_FOR = Duration.ofDays(7);
    private static final int MOST_KNOWN = 10_000;
    private static final int LONGEST_NAME = 128;

    private final Clock clock;
    private final GuessBudget byUserAndPeer = new GuessBudget(10, Duration.ofSeconds(30));
    private final GuessBudget byPeer = new GuessBudget(50, Duration.ofSeconds(5));
    private final GuessBudget byUser = new GuessBudget(50, Duration.ofSeconds(15));

    /** By user and peer, the end of the time for which the peer is known. */
    private final Map<String, Instant> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a password be checked, or not.
     *
     * @throws io.colonnade.error.ColonnadeException RESOURCE_EXHAUSTED while a guess has to wait
     */
    synchronized void check(Credentials.Password given) {
        Instant now = clock.instant();
        String peer = PeerNetwork.of(given.peer());
        String both = both(given, peer);
        Duration wait = byUserAndPeer.wait(both, now);
        if (!isKnown(both, now)) {
            wait = longer(wait, longer(byPeer.wait(peer, now), byUser.wait(user(given), now)));
        }
        if (!wait.isZero()) {
            throw Refusals.tooManyGuesses(wait);
        }
    }

    synchronized void failed(Credentials.Password given) {
        Instant now = clock.instant();
        String peer = PeerNetwork.of(given.peer());
        String both = both(given, peer);
        byUserAndPeer.spend(both, now);
        if (!isKnown(both, now)) {
            byPeer.spend(peer, now);
            byUser.spend(user(given), now);
        }
    }

    synchronized void succeeded(Credentials.Password given) {
        String both = both(given, PeerNetwork.of(given.peer()));
        byUserAndPeer.restore(both);
        known.remove(both);
        known.put(both, clock.instant().plus(KNOWN_FOR));
    }

    private boolean isKnown(String both, Instant now) {
        Instant end = known.get(both);
        return end != null && now.isBefore(end);
    }

    private static String both(Credentials.Password given, String peer) {
        return peer + " " + user(given);
    }

    /** Longer names than anybody has are counted as one by their beginning. */
    private static String user(Credentials.Password given) {
        return given.user().length() <= LONGEST_NAME
                ? given.user()
                : given.user().substring(0, LONGEST_NAME);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
