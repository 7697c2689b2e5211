package io.colonnade.server.http;

import io.colonnade.server.admission.Party;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much there is of requests that have not arrived whole, of all and of those from one network. Nobody knows yet who sends
 * them. Thread-safe; one for the door.
 */
final class ArrivingBytes {
    private static final long SHARES = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<Party, Long> heldOf = new ConcurrentHashMap<>();

    /**
     * Creates the count.
     *
     * @param most how much there may be in all, a quarter of it from one network
     */
    ArrivingBytes(long most) {
        this.most = most;
    }

    void add(Party network, long bytes) {
        held.addAndGet(bytes);
        heldOf.merge(network, bytes, Long::sum);
    }

    /** Takes back what was added. */
    void remove(Party network, long bytes) {
        held.addAndGet(-bytes);
        heldOf.computeIfPresent(network, (key, count) -> count > bytes ? count - bytes : null);
    }

    /** Returns whether a network is to send no more for now. */
    boolean isCrowdedFor(Party network) {
        return held.get() > most || heldOf.getOrDefault(network, 0L) > most / SHARES;
    }
}
