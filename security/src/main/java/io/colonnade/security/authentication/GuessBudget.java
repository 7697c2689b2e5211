package io.colonnade.security.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many guesses at once for each key, and one more each time an interval has passed. Keys that have not been guessed
 * under lately are forgotten; when too many are known, the one that was guessed under longest ago goes first. Not
 * thread-safe.
 */
final class GuessBudget {
    private static final int MOST_KEYS = 10_000;

    private final int atOnce;
    private final Duration interval;

    /** By key, the time at which the budget is whole again; ordered by the last guess. */
    private final Map<String, Instant> wholeAgain = new LinkedHashMap<>();

    GuessBudget(int atOnce, Duration interval) {
        this.atOnce = atOnce;
        this.interval = interval;
    }

    /** Returns how long to wait for the next guess; zero if it may be made now. */
    Duration wait(String key, Instant now) {
        Instant whole = wholeAgain.get(key);
        if (whole == null) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, whole).minus(interval.multipliedBy(atOnce - 1L));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Takes one guess out of the budget, which may go below nothing when several were under way at once. */
    void spend(String key, Instant now) {
        Instant whole = wholeAgain.remove(key);
        wholeAgain.put(key, (whole == null || whole.isBefore(now) ? now : whole).plus(interval));
        if (wholeAgain.size() > MOST_KEYS) {
            forgetOne(now);
        }
    }

    /** Makes the budget of a key whole. */
    void restore(String key) {
        wholeAgain.remove(key);
    }

    /** Returns how many keys it knows of. */
    int keys() {
        return wholeAgain.size();
    }

    private void forgetOne(Instant now) {
        wholeAgain.values().removeIf(whole -> !whole.isAfter(now));
        Iterator<String> eldest = wholeAgain.keySet().iterator();
        if (wholeAgain.size() > MOST_KEYS) {
            eldest.next();
            eldest.remove();
        }
    }
}
