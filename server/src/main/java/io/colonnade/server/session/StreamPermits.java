package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams each caller may have running at a time. Thread-safe. */
public final class StreamPermits {
    /** The right to run one stream, given back when closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final int perOwner;
    private final Map<Owner, Integer> running = new ConcurrentHashMap<>();

    /** Creates the permits. */
    public StreamPermits(int perOwner) {
        this.perOwner = perOwner;
    }

    /**
     * Takes a permit.
     *
     * @throws ColonnadeException RESOURCE_EXHAUSTED if the caller has as many streams as are allowed
     */
    public Permit acquire(Owner owner) {
        running.compute(owner, (key, count) -> {
            int now = count == null ? 0 : count;
            if (now >= perOwner) {
                throw ColonnadeException.of(
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        "Cannot start another stream: " + now + " are running for this principal, which is the limit;"
                                + " finish or cancel some, then try again");
            }
            return now + 1;
        });
        AtomicBoolean returned = new AtomicBoolean();
        return () -> {
            if (returned.compareAndSet(false, true)) {
                running.computeIfPresent(owner, (key, count) -> count > 1 ? count - 1 : null);
            }
        };
    }
}
