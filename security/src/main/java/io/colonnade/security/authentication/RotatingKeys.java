package io.colonnade.security.authentication;

import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published keys of an issuer, read on first use, read again when they are old or a token names a key that is
 * not among them, but never more often than an interval, whatever tokens strangers send. While the issuer cannot be
 * reached, the last good keys serve, for a day: who can keep us from the issuer must not keep a withdrawn key alive.
 * Thread-safe; few callers wait for a reading.
 */
final class RotatingKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingKeys.class);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(15);
    private static final Duration LONGEST_WITHOUT_ISSUER = Duration.ofHours(24);
    private static final int MOST_WAITING = 16;

    private final String issuer;
    private final JwksReader reader;
    private final Duration leastInterval;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Reading lastGood;
    private volatile Instant lastAttempt = Instant.MIN;

    private record Reading(PublicKeys keys, Instant time) {}

    RotatingKeys(String issuer, JwksReader reader, Duration leastInterval, Clock clock) {
        this.issuer = issuer;
        this.reader = reader;
        this.leastInterval = leastInterval;
        this.clock = clock;
    }

    @Override
    public Optional<Key> find(String algorithm, @Nullable String keyId) {
        Instant seen = lastAttempt;
        Optional<Key> key = usable(known(seen)).find(algorithm, keyId);
        if (key.isPresent() || !isOlderThan(leastInterval)) {
            return key;
        }
        return usable(refresh(lastAttempt)).find(algorithm, keyId);
    }

    private @Nullable Reading known(Instant seen) {
        Reading known = lastGood;
        if (known == null || isTooOld(known)) {
            return refresh(seen);
        }
        return isOlderThan(LONGEST_AGE) && !reading.isLocked() ? refresh(seen) : known;
    }

    private PublicKeys usable(@Nullable Reading reading) {
        if (reading == null || isTooOld(reading)) {
            throw Refusals.keysUnavailable();
        }
        return reading.keys();
    }

    private boolean isTooOld(Reading reading) {
        return Duration.between(reading.time(), clock.instant()).compareTo(LONGEST_WITHOUT_ISSUER) > 0;
    }

    private boolean isOlderThan(Duration age) {
        return lastAttempt.equals(Instant.MIN)
                || Duration.between(lastAttempt, clock.instant()).compareTo(age) >= 0;
    }

    /** Reads the keys, unless another thread has done so since the caller looked, or did so a moment ago. */
    private @Nullable Reading refresh(Instant seen) {
        if (reading.getQueueLength() >= MOST_WAITING) {
            throw Refusals.keysUnavailable();
        }
        reading.lock();
        try {
            if (!lastAttempt.equals(seen) || !isOlderThan(leastInterval)) {
                return lastGood;
            }
            lastAttempt = clock.instant();
            PublicKeys.parse(reader.read())
                    .ifPresentOrElse(
                            keys -> lastGood = new Reading(keys, lastAttempt),
                            () -> LOG.warn("The key set of issuer {} holds no usable public key", issuer));
        } catch (IOException e) {
            LOG.warn("Cannot read the keys of issuer {}: {}", issuer, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reading.unlock();
        }
        return lastGood;
    }
}
