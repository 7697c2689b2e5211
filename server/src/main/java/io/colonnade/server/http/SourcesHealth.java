package io.colonnade.server.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How many sources are down, for whoever asks, which is anybody. One caller asks the sources, which takes a connection of each
 * and may take seconds; the others hear what was found last. Thread-safe.
 */
final class SourcesHealth {
    private static final long MEMORY = Duration.ofSeconds(1).toNanos();

    private final List<BooleanSupplier> sources;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Found last;

    private record Found(int down, long at) {}

    /**
     * Creates what nobody has asked yet.
     *
     * @param sources say of each whether it answers
     * @param nanos the time, as {@link System#nanoTime} has it
     */
    SourcesHealth(List<BooleanSupplier> sources, LongSupplier nanos) {
        this.sources = List.copyOf(sources);
        this.nanos = nanos;
        this.last = new Found(sources.size(), nanos.getAsLong() - MEMORY);
    }

    int count() {
        return sources.size();
    }

    /** Returns how many do not answer; until that is known for the first time, that none does. */
    int down() {
        Found known = last;
        if (nanos.getAsLong() - known.at() < MEMORY || !asking.compareAndSet(false, true)) {
            return known.down();
        }
        try {
            int down = (int)
                    sources.stream().filter(source -> !source.getAsBoolean()).count();
            last = new Found(down, nanos.getAsLong());
            return down;
        } finally {
            asking.set(false);
        }
    }
}
