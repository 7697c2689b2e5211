package io.colonnade.query;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheStats;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.resolve.CallerView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans by statement and by what the caller may see. A key without its view cannot be written, and a view holds the
 * contracts' fingerprint and the policy's shape, never a caller's values. Thread-safe.
 */
final class PlanCache {
    private static final long CAPACITY = 2_000;

    private final Cache<Key, PlannedQuery> plans =
            CacheBuilder.newBuilder().maximumSize(CAPACITY).recordStats().build();

    private record Key(CallerView view, QueryRequest request) {}

    PlanCacheUse use() {
        CacheStats stats = plans.stats();
        return new PlanCacheUse(stats.hitCount(), stats.missCount(), plans.size());
    }

    /** Returns the plan that is known, or makes it; a failure is not kept. */
    PlannedQuery get(CallerView view, QueryRequest request, Supplier<PlannedQuery> planning) {
        Key key = new Key(view, request);
        @Nullable PlannedQuery known = plans.getIfPresent(key);
        if (known != null) {
            return known;
        }
        PlannedQuery made = planning.get();
        plans.put(key, made);
        return made;
    }
}
