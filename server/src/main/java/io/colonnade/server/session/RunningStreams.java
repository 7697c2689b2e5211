package io.colonnade.server.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The streams that run in this process, so that a client can cancel one by its ticket. Thread-safe. */
public final class RunningStreams {
    private final Map<String, List<Runnable>> cancels = new HashMap<>();

    /** Notes that a stream runs. */
    public synchronized void add(String ticketId, Runnable cancel) {
        cancels.computeIfAbsent(ticketId, id -> new ArrayList<>()).add(cancel);
    }

    /** Notes that a stream has ended. */
    public synchronized void remove(String ticketId, Runnable cancel) {
        cancels.computeIfPresent(ticketId, (id, list) -> {
            list.remove(cancel);
            return list.isEmpty() ? null : list;
        });
    }

    /** Cancels the streams of a ticket; returns whether there were any. */
    public boolean cancel(String ticketId) {
        List<Runnable> found = of(ticketId);
        found.forEach(Runnable::run);
        return !found.isEmpty();
    }

    /** Cancels every stream, as a server that stops does. */
    public void cancelAll() {
        all().forEach(Runnable::run);
    }

    private synchronized List<Runnable> of(String ticketId) {
        return List.copyOf(cancels.getOrDefault(ticketId, List.of()));
    }

    private synchronized List<Runnable> all() {
        return cancels.values().stream().flatMap(List::stream).toList();
    }
}
