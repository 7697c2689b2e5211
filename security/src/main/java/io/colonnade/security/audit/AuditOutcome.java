package io.colonnade.security.audit;

import org.jspecify.annotations.Nullable;

/**
 * How a query ended.
 *
 * @param ending completed, failed or cancelled
 * @param rows that left
 * @param bytes that left, as Arrow counts them before compression
 * @param sqlState of the error, unless it completed
 */
public record AuditOutcome(
        Ending ending, long rows, long bytes, @Nullable String sqlState) {
    /** The ways in which a query ends. */
    public enum Ending {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /** All rows left. */
    public static AuditOutcome completed(long rows, long bytes) {
        return new AuditOutcome(Ending.COMPLETED, rows, bytes, null);
    }

    /** An error ended it after so many rows. */
    public static AuditOutcome failed(long rows, long bytes, String sqlState) {
        return new AuditOutcome(Ending.FAILED, rows, bytes, sqlState);
    }

    /** The caller, or somebody on their behalf, ended it after so many rows. */
    public static AuditOutcome cancelled(long rows, long bytes) {
        return new AuditOutcome(Ending.CANCELLED, rows, bytes, io.colonnade.error.SqlState.QUERY_CANCELED.code());
    }
}
