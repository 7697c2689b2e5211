package io.colonnade.security.audit;

import java.util.List;
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
        @Nullable String traceId) {
    public AuditedAccess {
        projections = List.copyOf(projections);
        filters = List.copyOf(filters);
        masks = List.copyOf(masks);
    }
}
