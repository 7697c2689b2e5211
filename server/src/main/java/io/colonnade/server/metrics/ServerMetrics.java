package io.colonnade.server.metrics;

import io.colonnade.query.QueryPipeline;
import io.colonnade.query.RoadWatch;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.RefusalReason;
import io.colonnade.source.Source;
import io.colonnade.source.SourceState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.arrow.memory.BufferAllocator;

/** Everything that one server counts. Made first and closed last, by the server's wiring. Thread-safe. */
public final class ServerMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics pauses = new JvmGcMetrics();

    /** Begins to count, first of all what the Java runtime says of itself. */
    public ServerMetrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        pauses.bindTo(registry);
    }

    /** Returns the counters of one door's calls. */
    public CallMetrics calls(String door) {
        return new CallMetrics(registry, door);
    }

    /** Returns an audit log that counts what is written to another. */
    public AuditLog counting(AuditLog log) {
        return new CountedAudit(log, registry);
    }

    /** Returns what is told how long the stops of the query road take. */
    public RoadWatch road() {
        return new RoadMetrics(registry);
    }

    /** Counts the plans that are found, and those that are made. */
    public void watch(QueryPipeline pipeline) {
        FunctionCounter.builder(
                        "colonnade.plan.cache.hits",
                        pipeline,
                        road -> road.planCacheUse().hits())
                .description("Queries whose plan was known")
                .register(registry);
        FunctionCounter.builder(
                        "colonnade.plan.cache.misses",
                        pipeline,
                        road -> road.planCacheUse().misses())
                .description("Queries that were planned")
                .register(registry);
        Gauge.builder(
                        "colonnade.plan.cache.plans",
                        pipeline,
                        road -> road.planCacheUse().plans())
                .description("Plans that are known")
                .register(registry);
    }

    /** Shows what runs and what waits. */
    public void watch(Admission admission) {
        Gauge.builder("colonnade.admission.running", admission, it -> it.load().running())
                .description("Queries that run")
                .register(registry);
        Gauge.builder("colonnade.admission.waiting", admission, it -> it.load().waiting())
                .description("Queries that wait for their turn")
                .register(registry);
        Gauge.builder("colonnade.admission.streams", admission, it -> it.load().streams())
                .description("Streams that are open")
                .register(registry);
        for (RefusalReason reason : RefusalReason.values()) {
            FunctionCounter.builder("colonnade.admission.refusals", admission, it -> it.refusals(reason))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .description("Work that was not taken on")
                    .register(registry);
        }
    }

    /** Shows the connections of each source, and whether it is left alone. */
    public void watch(Collection<Source> sources) {
        for (Source source : sources) {
            connections(source, "active", SourceState::active);
            connections(source, "idle", SourceState::idle);
            connections(source, "waiting", SourceState::waiting);
            connections(source, "most", SourceState::most);
            Gauge.builder("colonnade.source.resting", source, it -> it.state().resting() ? 1 : 0)
                    .tag("source", source.name())
                    .description("1 while the source is left alone, because it does not answer")
                    .register(registry);
        }
    }

    private void connections(Source source, String state, ToIntFunction<SourceState> count) {
        Gauge.builder("colonnade.source.connections", source, it -> count.applyAsInt(it.state()))
                .tag("source", source.name())
                .tag("state", state)
                .description("Connections of a source; those who wait for one are counted as waiting")
                .register(registry);
    }

    /** Shows the memory of each child that an allocator has by now. */
    public void watch(BufferAllocator root) {
        for (BufferAllocator child : root.getChildAllocators()) {
            Gauge.builder("colonnade.arrow.memory", child, BufferAllocator::getAllocatedMemory)
                    .tag("owner", child.getName())
                    .baseUnit("bytes")
                    .description("Memory of batches on their way")
                    .register(registry);
        }
    }

    /** Returns all of it as a text of one of the media types that Prometheus reads. */
    public String text(String mediaType) {
        return registry.scrape(mediaType);
    }

    @Override
    public void close() {
        pauses.close();
        registry.close();
    }
}
