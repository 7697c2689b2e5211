package io.colonnade.security.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, to be written to an {@link AuditLog}. Immutable.
 *
 * @param time when
 * @param kind what
 * @param access by whom and to what
 * @param outcome how it ended; absent when it starts
 * @param more how many more like it happened, which are not written one by one
 */
public record AuditEvent(
        Instant time,
        Kind kind,
        AuditedAccess access,
        @Nullable AuditOutcome outcome,
        long more) {
    /** What can happen. */
    public enum Kind {
        STARTED,
        FINISHED,
        DENIED,
        /** Somebody asks for files. */
        EXPORT_REQUESTED,
        EXPORT_APPROVED,
        EXPORT_REJECTED,
        /** Files are about to be written. */
        EXPORT_STARTED,
        /** Files are published, or none will be. */
        EXPORT_FINISHED,
        /** Files that were published are taken away. */
        EXPORT_DELETED
    }

    /** Something happened to an export, whose id stands for that of the query. */
    public static AuditEvent ofExport(Instant time, Kind kind, AuditedAccess access, @Nullable AuditOutcome outcome) {
        return new AuditEvent(time, kind, access, outcome, 0);
    }

    /** Rows are about to leave. */
    public static AuditEvent started(Instant time, AuditedAccess access) {
        return new AuditEvent(time, Kind.STARTED, access, null, 0);
    }

    /** No more rows will leave. */
    public static AuditEvent finished(Instant time, AuditedAccess access, AuditOutcome outcome) {
        return new AuditEvent(time, Kind.FINISHED, access, outcome, 0);
    }

    /** The request was refused, and no row left. */
    public static AuditEvent denied(Instant time, AuditedAccess access, String sqlState) {
        return denied(time, access, sqlState, 0);
    }

    /** So many requests were refused like the one that is named. */
    public static AuditEvent denied(Instant time, AuditedAccess access, String sqlState, long more) {
        return new AuditEvent(time, Kind.DENIED, access, AuditOutcome.failed(0, 0, sqlState), more);
    }
}
