package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditEvent.Kind;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.audit.AuditOutcome;
import io.colonnade.security.audit.AuditedAccess;
import java.time.Clock;
import java.util.List;

/** Tells the audit what becomes of exports. What cannot be told is not done. Thread-safe. */
record ExportAudit(AuditLog log, Clock clock) {
    void requested(Export export) {
        write(Kind.EXPORT_REQUESTED, export.access());
    }

    void started(Export export) {
        write(Kind.EXPORT_STARTED, export.access());
    }

    void finished(Export export, ExportResult result) {
        log.write(AuditEvent.ofExport(
                clock.instant(),
                Kind.EXPORT_FINISHED,
                export.access(),
                AuditOutcome.completed(result.rows(), result.bytes())));
    }

    void failed(Export export, ColonnadeException failure) {
        AuditOutcome outcome = failure.kind() == ErrorKind.CANCELLED
                ? AuditOutcome.cancelled(0, 0)
                : AuditOutcome.failed(0, 0, failure.sqlState());
        log.write(AuditEvent.ofExport(clock.instant(), Kind.EXPORT_FINISHED, export.access(), outcome));
    }

    /** Somebody else than its requester decides on an export. */
    void decided(Kind decision, Export export, String by, String door) {
        AuditedAccess access = export.access();
        write(
                decision,
                new AuditedAccess(
                        access.queryId(),
                        by,
                        access.projections(),
                        door,
                        access.format(),
                        access.destination(),
                        access.filters(),
                        access.masks(),
                        access.sqlFingerprint(),
                        access.traceId()));
    }

    /** Nobody asks for a deletion: the projection's rule does, or an export that takes the place of an earlier one. */
    void deleted(Manifest.Export export, String destination) {
        write(
                Kind.EXPORT_DELETED,
                new AuditedAccess(
                        export.id(),
                        null,
                        export.contracts(),
                        "",
                        export.format(),
                        destination,
                        List.of(),
                        List.of(),
                        export.fingerprint(),
                        null));
    }

    private void write(Kind kind, AuditedAccess access) {
        log.write(AuditEvent.ofExport(clock.instant(), kind, access, null));
    }
}
