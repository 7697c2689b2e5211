package io.colonnade.security.audit;

/**
 * Where audit events go. Called by the query façade for every door; implementations are thread-safe. One instance per
 * server, closed by its wiring.
 */
public interface AuditLog extends AutoCloseable {
    /**
     * Writes an event so that it survives the end of this process.
     *
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if it cannot; the caller then must not send data
     */
    void write(AuditEvent event);

    @Override
    default void close() {}

    /** Returns a log that writes to the logger {@code colonnade.audit}, for a server without an audit file. */
    static AuditLog toLogger() {
        return new LoggerAuditLog();
    }
}
