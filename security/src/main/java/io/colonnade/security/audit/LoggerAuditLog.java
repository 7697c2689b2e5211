package io.colonnade.security.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audit events as log lines, without a chain: what a log's reader may do to them is up to the log. Thread-safe. */
final class LoggerAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("colonnade.audit");

    private final AuditJson json = new AuditJson();

    @Override
    public void write(AuditEvent event) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", json.line(event));
        }
    }
}
