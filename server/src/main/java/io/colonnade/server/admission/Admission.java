package io.colonnade.server.admission;

import io.colonnade.batch.ByteBudget;
import io.colonnade.error.ColonnadeException;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every door asks before it begins anything: the limits hold for a party, whichever doors it comes through. It knows
 * all work that is under way, and so ends it when the server stops. Thread-safe; made once, by the server's wiring.
 */
public final class Admission implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** A client knows that a call has ended before the server does, and may have begun the next one by then. */
    private static final int SLACK = 8;

    /** How often a wait for a client is looked at before it is too long, and how seldom at the most. */
    private static final int LOOKS = 8;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final AdmissionLimits limits;
    private final RefusalCounts refusals = new RefusalCounts();
    private final RequestRates rates;
    private final QueryQueue queue;
    private final ByteBudget memory;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Permit> working = new HashSet<>();
    private final Map<Party, Integer> streams = new HashMap<>();
    private final Set<Permit> ending = new HashSet<>();
    private final Map<Party, Integer> endings = new HashMap<>();
    private boolean stopping;
    private boolean hastened;

    /** Creates an admission that lets in what keeps to the limits. */
    public Admission(AdmissionLimits limits) {
        this.limits = limits;
        this.rates = new RequestRates(limits.requestsPerSecond(), TimeMeter.SYSTEM_MILLISECONDS, refusals);
        this.queue = new QueryQueue(limits.queue(), refusals);
        this.memory = new ByteBudget(limits.bytesInFlight(), limits.bytesInFlightPerParty());
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "admission-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        long pause = Math.min(BETWEEN_LOOKS.toMillis(), limits.stalledStream().toMillis() / LOOKS + 1);
        timer.scheduleWithFixedDelay(this::endStalled, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Returns the limits that hold. */
    public AdmissionLimits limits() {
        return limits;
    }

    /**
     * Lets a request in.
     *
     * @throws ColonnadeException RESOURCE_EXHAUSTED if the party sends too many, UNAVAILABLE if the server is stopping
     */
    public void request(Party party) {
        checkServing();
        rates.count(party);
    }

    /** Lets a request in that ends something, as {@link #request} does, but also while the server is stopping. */
    public void requestToEnd(Party party) {
        rates.count(party);
    }

    /**
     * Lets a statement in by its number of characters.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if there are too many
     */
    public void statement(int characters) {
        if (characters > limits.longestSql()) {
            throw refusals.counted(RefusalReason.STATEMENT, Refusals.tooLong(limits.longestSql()));
        }
    }

    /**
     * Begins a stream.
     *
     * @throws ColonnadeException RESOURCE_EXHAUSTED if the party has too many, UNAVAILABLE if the server is stopping
     */
    public synchronized Permit begin(Party party) {
        checkServing();
        int most = limits.streamsPerParty();
        if (streams.getOrDefault(party, 0) >= most || endings.getOrDefault(party, 0) >= most + SLACK) {
            throw refusals.counted(RefusalReason.STREAMS, Refusals.tooManyStreams(most));
        }
        Permit permit = new Permit(this, party, memory.share(party));
        working.add(permit);
        streams.merge(party, 1, Integer::sum);
        return permit;
    }

    Turn enter(Party party) {
        Turn turn = queue.enter(party);
        if (!turn.granted.isDone()) {
            ScheduledFuture<?> expiry =
                    timer.schedule(() -> queue.expire(turn), limits.queueWait().toMillis(), TimeUnit.MILLISECONDS);
            turn.granted.whenComplete((granted, refusal) -> expiry.cancel(false));
        }
        return turn;
    }

    void withdraw(Turn turn, ColonnadeException reason) {
        queue.withdraw(turn, reason);
    }

    void leave(Turn turn) {
        queue.leave(turn);
    }

    synchronized void done(Permit permit) {
        if (working.remove(permit)) {
            lower(streams, permit.party());
            ending.add(permit);
            endings.merge(permit.party(), 1, Integer::sum);
        }
    }

    synchronized void closed(Permit permit) {
        if (ending.remove(permit)) {
            lower(endings, permit.party());
            notifyAll();
        }
    }

    private static void lower(Map<Party, Integer> counts, Party party) {
        counts.computeIfPresent(party, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Work is stopped first, so that its client can be told why. What is left of it then is dropped after as long again. */
    private void endStalled() {
        List<Permit> stalled;
        List<Permit> left;
        synchronized (this) {
            stalled = stalled(working);
            left = stalled(ending);
        }
        stalled.forEach(permit -> permit.stop(Refusals.stalled(limits.stalledStream())));
        left.forEach(Permit::drop);
    }

    private List<Permit> stalled(Set<Permit> permits) {
        return permits.stream()
                .filter(permit -> permit.client().isLongerThan(limits.stalledStream()))
                .toList();
    }

    /** Returns what is under way. */
    public AdmissionLoad load() {
        int streams;
        synchronized (this) {
            streams = working.size();
        }
        return queue.load(streams);
    }

    /** Returns how often work was not taken on for a reason, since the start. */
    public long refusals(RefusalReason reason) {
        return refusals.count(reason);
    }

    /** Returns whether new work is taken; false once the server is stopping. */
    public synchronized boolean isServing() {
        return !stopping;
    }

    /**
     * Throws unless new work is taken.
     *
     * @throws ColonnadeException UNAVAILABLE if the server is stopping
     */
    public synchronized void checkServing() {
        if (stopping) {
            throw refusals.counted(RefusalReason.STOPPING, Refusals.stopping());
        }
    }

    /**
     * Takes no new work, and waits until all that is under way has ended. What has not ended after the grace is stopped, and
     * is told so.
     */
    public void drain(Duration grace) {
        List<Permit> late;
        synchronized (this) {
            if (!stopping && !grace.isZero()) {
                LOG.info(
                        "No new work is taken; streams under way, which have {} s to finish: {}",
                        grace.toSeconds(),
                        working.size());
            }
            stopping = true;
            awaitEnd(grace);
            late = List.copyOf(working);
        }
        if (!late.isEmpty() && !grace.isZero()) {
            LOG.info("Streams that have not finished in time, and are stopped: {}", late.size());
        }
        late.forEach(permit -> permit.stop(Refusals.stopped()));
    }

    /** Has a drain under way, or one to come, wait no longer. */
    public synchronized void hasten() {
        hastened = true;
        notifyAll();
    }

    /** Under the lock. */
    private void awaitEnd(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            while (!(working.isEmpty() && ending.isEmpty()) && !hastened) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops what is still under way, and waits for nothing. */
    @Override
    public void close() {
        drain(Duration.ZERO);
        timer.shutdownNow();
    }
}
