package io.colonnade.server.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where exports may go, and what one may take.
 *
 * @param destinations the stores that they may be in, by the operator's names for them
 * @param timeout how long one may take
 * @param openPartitions how many partitions have a file open at a time
 * @param writers how many threads write one answer at most, each of which holds a row group
 * @param running how many run at a time of those for which no client waits
 * @param approvalExpiry how long one waits for approval
 * @param sweepInterval how often what is left behind, or past its time, is looked for
 * @param key the name of the key that Parquet's files are encrypted with where they have to be
 * @param keys all keys, those of earlier files too, by their names
 */
public record ExportsSettings(
        Map<String, DestinationSettings> destinations,
        Duration timeout,
        int openPartitions,
        int writers,
        int running,
        Duration approvalExpiry,
        Duration sweepInterval,
        Optional<String> key,
        Map<String, Secret> keys) {
    public ExportsSettings {
        destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
        keys = Map.copyOf(keys);
    }

    /** Returns what holds where nothing but the URIs of destinations is configured. */
    public static ExportsSettings to(Map<String, String> destinations) {
        return to(destinations, Map.of());
    }

    /**
     * Returns what holds where nothing but the URIs of destinations and some keys below {@code exports} are configured, by their
     * texts.
     */
    public static ExportsSettings to(Map<String, String> destinations, Map<String, String> texts) {
        Map<String, DestinationSettings> settings = new LinkedHashMap<>();
        destinations.forEach((name, uri) -> settings.put(name, DestinationSettings.of(uri)));
        return into(settings, texts);
    }

    /** Returns what holds where nothing but destinations and some keys below {@code exports} are configured, by their texts. */
    public static ExportsSettings into(Map<String, DestinationSettings> destinations, Map<String, String> texts) {
        return of(destinations, Values.given("exports", texts).under("exports"));
    }

    static ExportsSettings of(Values values) {
        Map<String, DestinationSettings> destinations = new LinkedHashMap<>();
        values.below("destinations")
                .forEach(name -> destinations.put(name, DestinationSettings.of(values.under("destinations." + name))));
        return of(destinations, values.under("exports"));
    }

    private static ExportsSettings of(Map<String, DestinationSettings> destinations, Values values) {
        Map<String, Secret> keys = new LinkedHashMap<>();
        values.below("keys").forEach(name -> keys.put(name, values.secret("keys." + name)));
        return new ExportsSettings(
                destinations,
                values.duration("timeout"),
                values.number("open_partitions"),
                values.number("writers"),
                values.number("running"),
                values.duration("approval_expiry"),
                values.duration("sweep_interval"),
                values.optionalText("key"),
                keys);
    }
}
