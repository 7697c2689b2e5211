package io.colonnade.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;

/** Counts the calls of one door. Called by the door at the end of each. Thread-safe. */
public final class CallMetrics {
    /** Clients may make up others. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final String prefix;

    CallMetrics(MeterRegistry registry, String door) {
        this.registry = registry;
        this.prefix = "colonnade." + door + ".";
    }

    /**
     * Counts a request.
     *
     * @param route the pattern of its path, never the path itself
     * @param bytes of its answer's body
     */
    public void request(String route, String method, int status, Duration time, long bytes) {
        Counter.builder(prefix + "requests")
                .tag("route", route)
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("status", String.valueOf(status))
                .description("Requests by what they were answered with")
                .register(registry)
                .increment();
        Counter.builder(prefix + "response.size")
                .tag("route", route)
                .baseUnit("bytes")
                .description("Bytes of answers' bodies")
                .register(registry)
                .increment(bytes);
        timer("request.duration", "route", route).record(time);
    }

    /**
     * Counts a remote procedure call.
     *
     * @param method one of those that the door has
     * @param status what it ended with, by its name
     */
    public void call(String method, String status, Duration time) {
        Counter.builder(prefix + "calls")
                .tag("method", method)
                .tag("status", status)
                .description("Calls by what they ended with")
                .register(registry)
                .increment();
        timer("call.duration", "method", method).record(time);
    }

    private Timer timer(String name, String label, String value) {
        return Timer.builder(prefix + name)
                .tag(label, value)
                .serviceLevelObjectives(BOUNDS)
                .description("Time from the beginning of a request to the last byte of its answer")
                .register(registry);
    }
}
