package io.colonnade.server.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where exports may go, and what one may take.
 *
 * @param destinations the folders that they may be in, as URIs, by the operator's names for them
 * @param timeout how long one may take
 * @param openPartitions how many partitions have a file open at a time
 * @param running how many run at a time of those for which no client waits
 * @param approvalExpiry how long one waits for approval
 * @param sweepInterval how often what is left behind, or past its time, is looked for
 */
public record ExportsSettings(
        Map<String, String> destinations,
        Duration timeout,
        int openPartitions,
        int running,
        Duration approvalExpiry,
        Duration sweepInterval) {
    public ExportsSettings {
        destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
    }

    /** Returns what holds where nothing but destinations is configured. */
    public static ExportsSettings to(Map<String, String> destinations) {
        return of(destinations, Values.given("exports", Map.of()).under("exports"));
    }

    static ExportsSettings of(Values values) {
        Map<String, String> destinations = new LinkedHashMap<>();
        values.below("destinations")
                .forEach(name -> destinations.put(name, values.text("destinations." + name + ".uri")));
        return of(destinations, values.under("exports"));
    }

    private static ExportsSettings of(Map<String, String> destinations, Values values) {
        return new ExportsSettings(
                destinations,
                values.duration("timeout"),
                values.number("open_partitions"),
                values.number("running"),
                values.duration("approval_expiry"),
                values.duration("sweep_interval"));
    }
}
