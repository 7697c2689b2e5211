package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.UUID;
import org.apache.arrow.memory.OutOfMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever failed, in words that a client may hear; every door asks here before it answers. What is not an error of
 * Colonnade's own wording stays in the log, under an incident id that the client is told. Stateless.
 */
public final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /** Returns the failure itself if it is one of ours, else what is told in its place. */
    public static ColonnadeException told(Throwable failure) {
        if (failure instanceof ColonnadeException known) {
            return known;
        }
        if (failure instanceof OutOfMemoryException) {
            LOG.warn("The memory for Arrow buffers is used up", failure);
            return ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot continue: the server's memory for rows is used up; try again later");
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {}", incident, failure);
        return ColonnadeException.of(
                ErrorKind.INTERNAL,
                SqlState.INTERNAL_ERROR,
                "Cannot serve the request: internal error; the server's log has it as incident " + incident);
    }
}
