package io.colonnade.server.export;

import io.colonnade.server.export.destination.Destination;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away, from time to time, what exports have left behind that did not come to their end, and published files past the time
 * that their projection lets them be kept. One thread of its own, from {@link #start} until it is closed.
 */
final class ExportSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportSweeper.class);

    /** Another server may be writing into the same store; this long after an export must have ended, it has. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** How many sweeps in a row may be left out. */
    private static final int MOST_SPARED = 5;

    private final Collection<Destination> destinations;
    private final Duration timeout;
    private final Supplier<Set<String>> ended;
    private final ExportAudit audit;
    private final Clock clock;
    /** What had ended when all stores were swept the last time. */
    private @Nullable Set<String> swept;

    private int spared;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "export-sweeper");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Creates the sweeper.
     *
     * @param timeout how long an export may take
     * @param ended gives the ids of exports that are known to have ended
     */
    ExportSweeper(
            Collection<Destination> destinations,
            Duration timeout,
            Supplier<Set<String>> ended,
            ExportAudit audit,
            Clock clock) {
        this.destinations = List.copyOf(destinations);
        this.timeout = timeout;
        this.ended = ended;
        this.audit = audit;
        this.clock = clock;
    }

    void start(Duration interval) {
        timer.scheduleWithFixedDelay(this::sweepIfDue, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A sweep lists all that lies in the stores, which costs time and money there. Where nothing has ended here since the last one, there is
     * only something to find that days have made old.
     */
    void sweepIfDue() {
        Set<String> known = ended.get();
        spared++;
        if (!known.equals(swept) || spared > MOST_SPARED) {
            spared = 0;
            swept = sweep(known) ? known : null;
        }
    }

    /**
     * A store that does not answer keeps nobody from sweeping the others, and is asked again the next time.
     *
     * @return whether all of them have answered
     */
    private boolean sweep(Set<String> known) {
        boolean all = true;
        for (Destination store : destinations) {
            try {
                store.sweep(known, clock.instant().minus(ABANDONED).minus(timeout));
                for (List<String> folder : store.published()) {
                    expire(store, folder);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot sweep the exports in {}; it is tried again later", store.root(), e);
                all = false;
            }
        }
        return all;
    }

    /** The audit has it before it is done: what it cannot tell stays. */
    private void expire(Destination store, List<String> folder) throws IOException {
        Optional<Manifest> manifest = store.manifest(folder).flatMap(Manifest::read);
        if (manifest.isPresent() && isExpired(manifest.get())) {
            String place = store.root() + "/" + String.join("/", folder);
            manifest.get().exports().forEach(export -> audit.deleted(export, place));
            store.delete(folder, manifest.get().files());
            LOG.info("Deleted an export whose time is over: {}", place);
        }
    }

    /** What was appended to is as old as the last of it. */
    private boolean isExpired(Manifest manifest) {
        return !manifest.exports().isEmpty() && manifest.exports().stream().allMatch(this::isExpired);
    }

    private boolean isExpired(Manifest.Export export) {
        String until = export.retainUntil();
        return until != null && Instant.parse(until).isBefore(clock.instant());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
