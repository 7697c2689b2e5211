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
 * reached, the last good keys serve. Thread-safe.
 */
final class RotatingKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingKeys.class);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(15);

    private final String issuer;
    private final JwksReader reader;
    private final Duration leastInterval;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable PublicKeys lastGood;
    private volatile Instant lastAttempt = Instant.MIN;

    RotatingKeys(String issuer, JwksReader reader, Duration leastInterval, Clock clock) {
        this.issuer = issuer;
        this.reader = reader;
        this.leastInterval = leastInterval;
        this.clock = clock;
    }

    @Override
    public Optional<Key> find(String algorithm, @Nullable String keyId) {
        PublicKeys known = lastGood;
        if (known == null) {
            known = refresh(lastAttempt);
        } else if (isOlderThan(LONGEST_AGE)) {
            known = refreshUnlessSomebodyDoes(known);
        }
        if (known == null) {
            throw Refusals.keysUnavailable();
        }
        Optional<Key> key = known.find(algorithm, keyId);
        if (key.isPresent() || !isOlderThan(leastInterval)) {
            return key;
        }
        PublicKeys fresh = refresh(lastAttempt);
        return fresh == null ? Optional.empty() : fresh.find(algorithm, keyId);
    }

    private boolean isOlderThan(Duration age) {
        return lastAttempt.equals(Instant.MIN)
                || Duration.between(lastAttempt, clock.instant()).compareTo(age) >= 0;
    }

    private @Nullable PublicKeys refreshUnlessSomebodyDoes(PublicKeys known) {
        return reading.isLocked() ? known : refresh(lastAttempt);
    }

    /** Reads the keys, unless another thread has done so since the caller looked, or did so a moment ago. */
    private @Nullable PublicKeys refresh(Instant seen) {
        reading.lock();
        try {
            if (!lastAttempt.equals(seen) || !isOlderThan(leastInterval)) {
                return lastGood;
            }
            lastAttempt = clock.instant();
            PublicKeys.parse(reader.read())
                    .ifPresentOrElse(
                            keys -> lastGood = keys,
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
