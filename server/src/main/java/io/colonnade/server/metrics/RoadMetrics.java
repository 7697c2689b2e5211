package io.colonnade.server.metrics;

import io.colonnade.query.RoadWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Counts the batches that queries return, and adds up how long the stops of the road take. Thread-safe. */
final class RoadMetrics implements RoadWatch {
    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);
    private final Counter batches;
    private final MeterRegistry registry;

    RoadMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Stage stage : Stage.values()) {
            timers.put(
                    stage,
                    Timer.builder("colonnade.query.stage.duration")
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .description("Time that queries take at each stop of their road")
                            .register(registry));
        }
        this.batches = Counter.builder("colonnade.query.batches")
                .description("Record batches that queries have returned")
                .register(registry);
    }

    @Override
    public void took(Stage stage, long nanos) {
        Objects.requireNonNull(timers.get(stage)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void deprecated(String projection, String version) {
        Counter.builder("colonnade.deprecated.reads")
                .tag("projection", projection)
                .tag("version", version)
                .description("Queries that read a projection which will go away")
                .register(registry)
                .increment();
    }

    @Override
    public void batch() {
        batches.increment();
    }
}
