package io.colonnade.server.graphql.execute;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many connections operations hold that read several large levels side by side. Each gets all that it needs at once, or waits:
 * two that have half of what they need would wait for each other. Thread-safe; one for all doors.
 */
public final class ConnectionGate {
    /** A source lends no more than a quarter of its connections to those that keep snapshots, and each who is let in has one. */
    private static final int LEAST = 4;

    private final int connections;
    private final Semaphore free;

    /** Creates a gate to so many connections. */
    public ConnectionGate(int connections) {
        this.connections = connections;
        this.free = new Semaphore(connections, true);
    }

    /** The right to some connections. */
    public final class Pass implements AutoCloseable {
        private final int taken;

        private Pass(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            free.release(taken);
        }
    }

    /**
     * Waits until there are so many connections at once.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if there never are, RESOURCE_EXHAUSTED if there are not in time, CANCELLED if
     *     the thread is interrupted
     */
    Pass enter(int wanted, Duration longest) {
        if (wanted > connections) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "Cannot answer so many large levels at once: they take " + wanted + " connections, and there are "
                            + connections + "; ask for smaller pages, or for fewer relations at a time");
        }
        int taken = Math.min(connections, Math.max(LEAST, wanted));
        try {
            if (free.tryAcquire(taken, longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Pass(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ColonnadeException.causedBy(
                    e, ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled");
        }
        throw ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.TOO_MANY_CONNECTIONS,
                "Cannot answer the levels of the operation: others read " + connections
                        + " large ones at a time; try again later, or ask for smaller pages");
    }
}
