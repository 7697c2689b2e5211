package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.policy.GovernedQuery.AppliedPolicy;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.audit.AuditOutcome;
import io.colonnade.security.audit.AuditedAccess;
import io.colonnade.security.audit.Denials;
import io.colonnade.security.identity.Principal;
import io.colonnade.source.PageRange;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Tells the audit of the queries that run, and of those that are refused. Thread-safe. */
final class QueryAudit {
    private static final Set<ErrorKind> IS_DENIAL =
            Set.of(ErrorKind.PERMISSION_DENIED, ErrorKind.NOT_FOUND, ErrorKind.FAILED_PRECONDITION);

    private final AuditLog log;
    private final Denials denials;
    private final RoadWatch watch;

    QueryAudit(AuditLog log, RoadWatch watch) {
        this.log = log;
        this.watch = watch;
        this.denials = new Denials(log, Clock.systemUTC());
    }

    /** Tells that a door has refused a call before it became a query. */
    void refused(AccessContext context, String sqlState) {
        denials.refused(
                AuditedAccess.ofRefusedCall(subject(context), context.door(), context.destination(), traceId(context)),
                sqlState);
    }

    void tellRefusals() {
        denials.tellAll();
    }

    /** Plans, and writes that a query was refused, if what the caller may see is the reason. */
    <T> T refusalsOf(AccessContext context, QueryRequest request, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (ColonnadeException e) {
            if (IS_DENIAL.contains(e.kind())) {
                denied(context, access(context, RequestFingerprint.of(request), List.of(), null), e.sqlState());
            }
            throw e;
        }
    }

    /** Who needs no credentials could fill the audit with them. */
    private void denied(AccessContext context, AuditedAccess access, String sqlState) {
        if (context.principal().isEmpty()) {
            denials.refused(access, sqlState);
        } else {
            log.write(AuditEvent.denied(Instant.now(), access, sqlState));
        }
    }

    /** Writes that a query starts, starts it, and returns its rows, at whose end, or failure, that is written too. */
    BatchReader reading(
            AccessContext context,
            PlannedQuery planned,
            @Nullable QueryPart part,
            Supplier<BatchReader> start,
            BufferAllocator allocator) {
        AuditedAccess access =
                access(context, planned.fingerprint(), planned.plan().applied(), part);
        log.write(AuditEvent.started(Instant.now(), access));
        long begun = System.nanoTime();
        try {
            BatchReader rows = new WatchedReader(start.get(), begun, watch, allocator);
            return new AuditedReader(rows, log, access, context.held().orElse(null), allocator);
        } catch (RuntimeException | Error e) {
            String state = e instanceof ColonnadeException known ? known.sqlState() : SqlState.INTERNAL_ERROR.code();
            log.write(AuditEvent.finished(Instant.now(), access, AuditOutcome.failed(0, 0, state)));
            throw e;
        }
    }

    private static AuditedAccess access(
            AccessContext context, String fingerprint, List<AppliedPolicy> applied, @Nullable QueryPart part) {
        return new AuditedAccess(
                UUID.randomUUID().toString(),
                subject(context),
                applied.stream()
                        .map(batch -> batch.projection() + "@" + batch.version())
                        .distinct()
                        .toList(),
                context.door(),
                context.format(),
                context.destination(),
                applied.stream()
                        .filter(batch -> batch.filters() > 0)
                        .map(batch -> batch.projection() + "." + batch.batch())
                        .toList(),
                applied.stream()
                        .flatMap(batch -> batch.masks().stream().map(mask -> batch.batch() + "." + mask))
                        .toList(),
                fingerprint,
                traceId(context),
                part == null ? null : pages(part.pages()));
    }

    private static String pages(PageRange pages) {
        return pages.from() + "-" + (pages.isOpen() ? "" : pages.to());
    }

    private static @Nullable String subject(AccessContext context) {
        return context.principal().map(Principal::name).orElse(null);
    }

    private static @Nullable String traceId(AccessContext context) {
        return context.traceId().isEmpty() ? null : context.traceId();
    }
}
