package io.colonnade.server.metrics;

import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.audit.AuditOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Objects;

/** Counts the queries of all doors by what the audit is told of them, and what the audit could not write. Thread-safe. */
final class CountedAudit implements AuditLog {
    private final AuditLog log;
    private final MeterRegistry registry;
    private final Counter written;
    private final Counter failed;

    CountedAudit(AuditLog log, MeterRegistry registry) {
        this.log = log;
        this.registry = registry;
        this.written = Counter.builder("colonnade.audit.records")
                .description("Records that the audit has written")
                .register(registry);
        this.failed = Counter.builder("colonnade.audit.failures")
                .description("Records that the audit could not write")
                .register(registry);
    }

    @Override
    public void write(AuditEvent event) {
        count(event);
        try {
            log.write(event);
        } catch (RuntimeException e) {
            failed.increment();
            throw e;
        }
        written.increment();
    }

    private void count(AuditEvent event) {
        switch (event.kind()) {
            case STARTED ->
                counter("colonnade.queries.started", "Queries that began to run", event)
                        .increment();
            case FINISHED -> finished(event, Objects.requireNonNull(event.outcome()));
            case DENIED -> denied(event, Objects.requireNonNull(event.outcome()));
            case EXPORT_FINISHED -> exported(event, Objects.requireNonNull(event.outcome()));
            case EXPORT_REQUESTED, EXPORT_APPROVED, EXPORT_REJECTED, EXPORT_STARTED, EXPORT_DELETED -> {}
        }
    }

    private void finished(AuditEvent event, AuditOutcome outcome) {
        Counter.builder("colonnade.queries")
                .tag("door", event.access().door())
                .tag("ending", outcome.ending().name().toLowerCase(Locale.ROOT))
                .description("Queries that have run, by how they ended")
                .register(registry)
                .increment();
        counter("colonnade.query.rows", "Rows that queries have returned", event)
                .increment(outcome.rows());
        Counter.builder("colonnade.query.size")
                .tag("door", event.access().door())
                .baseUnit("bytes")
                .description("Bytes that queries have returned, as Arrow counts them")
                .register(registry)
                .increment(outcome.bytes());
    }

    private void exported(AuditEvent event, AuditOutcome outcome) {
        Counter.builder("colonnade.exports")
                .tag("ending", outcome.ending().name().toLowerCase(Locale.ROOT))
                .description("Exports that have run, by how they ended")
                .register(registry)
                .increment();
        Counter.builder("colonnade.export.size")
                .baseUnit("bytes")
                .description("Bytes of the files that exports have published")
                .register(registry)
                .increment(outcome.ending() == AuditOutcome.Ending.COMPLETED ? outcome.bytes() : 0);
    }

    private void denied(AuditEvent event, AuditOutcome outcome) {
        Counter.builder("colonnade.refusals")
                .tag("door", event.access().door())
                .tag("sqlstate", String.valueOf(outcome.sqlState()))
                .description("Logins, tokens, requests and queries that were refused for who asks or for the limits")
                .register(registry)
                // One that stands for others which were only counted is not itself among them.
                .increment(event.more() == 0 ? 1 : event.more());
    }

    private Counter counter(String name, String description, AuditEvent event) {
        return Counter.builder(name)
                .tag("door", event.access().door())
                .description(description)
                .register(registry);
    }

    @Override
    public void close() {
        log.close();
    }
}
