package io.colonnade.security.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an audit record says about a request before its outcome is known; the same in all records of one query.
 *
 * @param queryId made by the server, the same in the records of one query
 * @param subject who asked; empty for an anonymous caller
 * @param projections what was read, as {@code name@version}
 * @param door which way in: {@code flight-sql}, {@code http}, …
 * @param format in which form the rows leave: {@code arrow}, {@code csv}, …
 * @param destination where they go: the peer's address, a file
 * @param filters the batches whose row filters applied; never a filter's text
 * @param masks the masked columns with the kind of mask, as {@code batch.column:kind}
 * @param sqlFingerprint from {@link SqlFingerprint}; empty where there is no statement
 * @param traceId the trace that the request belongs to, if it is traced
 * @param part the pages that are read of a result in parts, as {@code from-to} with {@code to} left out for the last;
 *     null for a whole result
 */
public record AuditedAccess(
        String queryId,
        @Nullable String subject,
        List<String> projections,
        String door,
        String format,
        String destination,
        List<String> filters,
        List<String> masks,
        @Nullable String sqlFingerprint,
        @Nullable String traceId,
        @Nullable String part) {
    public AuditedAccess {
        projections = List.copyOf(projections);
        filters = List.copyOf(filters);
        masks = List.copyOf(masks);
    }

    /** Creates the access to a whole result. */
    public AuditedAccess(
            String queryId,
            @Nullable String subject,
            List<String> projections,
            String door,
            String format,
            String destination,
            List<String> filters,
            List<String> masks,
            @Nullable String sqlFingerprint,
            @Nullable String traceId) {
        this(queryId, subject, projections, door, format, destination, filters, masks, sqlFingerprint, traceId, null);
    }

    /** Creates what is known of a call that a door refused before it became a query. */
    public static AuditedAccess ofRefusedCall(
            @Nullable String subject, String door, String peer, @Nullable String traceId) {
        return new AuditedAccess(
                UUID.randomUUID().toString(), subject, List.of(), door, "", peer, List.of(), List.of(), null, traceId);
    }
}
