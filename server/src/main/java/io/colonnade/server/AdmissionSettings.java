package io.colonnade.server;

import io.colonnade.server.admission.AdmissionLimits;
import io.colonnade.server.config.LimitSettings;
import io.colonnade.server.config.SourceSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what is configured to what a server takes on. */
final class AdmissionSettings {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionSettings.class);

    /** What one principal leaves to the others. */
    private static final double SHARE = 0.75;

    private AdmissionSettings() {}

    static AdmissionLimits of(LimitSettings limits, Map<String, SourceSettings> sources) {
        int queries = limits.queries().orElseGet(() -> largestPool(sources));
        sources.forEach((name, source) -> warnIfSmaller(name, source.poolMaximum(), queries));
        return new AdmissionLimits(
                queries,
                Math.min(queries, limits.queriesPerPrincipal().orElse((int) Math.ceil(queries * SHARE))),
                limits.queue().length(),
                limits.queue().longestWait(),
                limits.streamsPerPrincipal(),
                limits.requestsPerSecond(),
                limits.stalledStreamTimeout(),
                limits.bytesInFlight(),
                limits.bytesInFlightPerPrincipal(),
                limits.statements().length());
    }

    /** The configuration has at least one source. */
    private static int largestPool(Map<String, SourceSettings> sources) {
        return sources.values().stream()
                .mapToInt(SourceSettings::poolMaximum)
                .max()
                .orElseThrow();
    }

    private static void warnIfSmaller(String source, int pool, int queries) {
        if (pool < queries) {
            LOG.warn(
                    "Up to {} queries run at a time, and source '{}' has {} connections: those that it has none for wait a"
                            + " few seconds and are refused; lower limits.queries or raise sources.{}.pool.maximum",
                    queries,
                    source,
                    pool,
                    source);
        }
    }
}
