package io.colonnade.server;

import io.colonnade.query.QueryPipeline;
import io.colonnade.query.RoadWatch;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.server.config.Configuration;

/**
 * A deployment's query road without its doors, for commands that ask in this process. What it reads is told to the log
 * {@code colonnade.audit} and not to the audit file, which has one writer: the server. Closing it closes everything that it
 * made.
 */
public final class OfflineDeployment implements AutoCloseable {
    private final QueryPipeline pipeline;
    private final Closing closing;

    private OfflineDeployment(QueryPipeline pipeline, Closing closing) {
        this.pipeline = pipeline;
        this.closing = closing;
    }

    /**
     * Connects to the sources and compiles the projections.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_CONFIGURATION with everything that is wrong
     */
    public static OfflineDeployment open(Configuration configuration) {
        Closing closing = new Closing();
        try {
            Deployment deployment = closing.add(Deployment.open(configuration));
            return new OfflineDeployment(
                    ColonnadeServer.pipeline(
                            configuration, deployment, AuditLog.toLogger(), RoadWatch.nobody(), closing),
                    closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** Returns the query road. */
    public QueryPipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        closing.close();
    }
}
