package io.colonnade.server.graphql.execute;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many connections operations hold that read several large levels side by side. Each gets all that it needs at once, or waits:
 * two that have half of what they need would wait for each other. Nobody has all connections, and nobody all the places to wait at,
 * each of which keeps a place of the queries that run. Thread-safe; one for all doors.
 */
public final class ConnectionGate {
    /** A source lends no more than a quarter of its connections to those that keep snapshots, and each who is let in has one. */
    private static final int LEAST = 4;

    /** What one caller leaves to the others. */
    private static final double SHARE = 0.75;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int connections;
    private final int share;
    private final int places;
    private final int placesOfOne;
    private final Duration longestWait;
    private final Map<String, Integer> taken = new HashMap<>();
    /** In the order in which they came. */
    private final List<Wait> waiting = new ArrayList<>();

    private int free;

    /**
     * Creates a gate.
     *
     * @param connections how many there are
     * @param longestWait how long one waits for them at most
     */
    public ConnectionGate(int connections, Duration longestWait) {
        this.connections = connections;
        this.share = (int) Math.ceil(connections * SHARE);
        this.places = Math.max(1, connections / 2);
        this.placesOfOne = Math.max(1, (int) (places * SHARE));
        this.longestWait = longestWait;
        this.free = connections;
    }

    /** One operation that wants connections, and no other that wants as many. */
    private static final class Wait {
        private final String caller;
        private final int wanted;

        Wait(String caller, int wanted) {
            this.caller = caller;
            this.wanted = wanted;
        }
    }

    /** The right to some connections. */
    public final class Pass implements AutoCloseable {
        private final Wait had;

        private Pass(Wait had) {
            this.had = had;
        }

        @Override
        public void close() {
            giveBack(had);
        }
    }

    /**
     * Waits until there are so many connections at once.
     *
     * @param caller on whose account they are taken
     * @throws ColonnadeException INVALID_ARGUMENT if there never are, RESOURCE_EXHAUSTED if there are not in time or too many wait
     *     already, CANCELLED if the thread is interrupted
     */
    Pass enter(String caller, int wanted, Duration longest) {
        if (wanted > share) {
            throw tooMany(wanted);
        }
        Wait wait = new Wait(caller, Math.min(share, Math.max(LEAST, wanted)));
        try {
            await(wait, longest.compareTo(longestWait) < 0 ? longest : longestWait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ColonnadeException.causedBy(
                    e, ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish the query: it was cancelled");
        }
        return new Pass(wait);
    }

    private synchronized void await(Wait wait, Duration longest) throws InterruptedException {
        waiting.add(wait);
        try {
            if (!isNext(wait) && isCrowded(wait.caller)) {
                throw busy();
            }
            long deadline = System.nanoTime() + longest.toNanos();
            while (!isNext(wait)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw busy();
                }
                wait(left);
            }
            free -= wait.wanted;
            taken.merge(wait.caller, wait.wanted, Integer::sum);
        } finally {
            waiting.remove(wait);
            notifyAll();
        }
    }

    private boolean isCrowded(String caller) {
        long own = waiting.stream().filter(wait -> wait.caller.equals(caller)).count();
        return waiting.size() > places || own > placesOfOne;
    }

    private synchronized void giveBack(Wait had) {
        free += had.wanted;
        taken.computeIfPresent(had.caller, (caller, count) -> count > had.wanted ? count - had.wanted : null);
        notifyAll();
    }

    /** Whoever came first goes first, but for those who have their share: nobody waits for what they give back. */
    private boolean isNext(Wait wait) {
        for (Wait other : waiting) {
            if (!isAboveShare(other)) {
                return other == wait && wait.wanted <= free;
            }
        }
        return false;
    }

    private boolean isAboveShare(Wait wait) {
        return taken.getOrDefault(wait.caller, 0) + wait.wanted > share;
    }

    private ColonnadeException tooMany(int wanted) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.STATEMENT_TOO_COMPLEX,
                "Cannot answer so many large levels at once: they take " + wanted
                        + " connections, and one caller may have " + share
                        + "; ask for smaller pages, or for fewer relations at a time");
    }

    private ColonnadeException busy() {
        return ColonnadeException.of(
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        "Cannot answer the levels of the operation: large ones have " + connections
                                + " connections at a time, of which one caller has " + share
                                + " at most, and others wait; try again later, or ask for smaller pages")
                .retryableAfter(SOON);
    }
}
