package io.colonnade.server.admission;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How many requests each party may send in a second. A party that was silent for a while is forgotten. Thread-safe. */
final class RequestRates {
    /** Of parties: what one costs is a few hundred bytes, and anonymous ones can be made up. */
    private static final int MOST = 20_000;

    /** A bucket is full again after one second, and then as good as new. */
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private final int perSecond;
    private final RefusalCounts refusals;
    private final LoadingCache<Party, Bucket> buckets;

    RequestRates(int perSecond, TimeMeter time, RefusalCounts refusals) {
        this.perSecond = perSecond;
        this.refusals = refusals;
        this.buckets = CacheBuilder.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(MEMORY)
                .build(CacheLoader.from(() -> bucket(perSecond, time)));
    }

    private static Bucket bucket(int perSecond, TimeMeter time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** Counts a request, or throws if it is one too many. */
    void count(Party party) {
        ConsumptionProbe probe = buckets.getUnchecked(party).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refusals.counted(
                    RefusalReason.REQUESTS,
                    Refusals.tooManyRequests(perSecond, Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }
}
