package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.request.ExportOrder;
import io.colonnade.security.audit.AuditEvent.Kind;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.admission.FairTurns;
import io.colonnade.server.admission.Party;
import io.colonnade.server.session.Incidents;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exports that were asked for: those that wait for approval or for their turn, those that run, and the last ones that have
 * ended. A restart forgets them; what they had written by then is swept. Thread-safe.
 */
final class ExportJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportJobs.class);
    private static final int MOST_ENDED = 1_000;
    private static final int MOST_OPEN_OF_ONE = 100;
    private static final long GRACE_SECONDS = 10;

    /** Whoever cancels wants to be told that it has ended; what takes longer ends by itself. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ExportService exports;
    private final ExportSettings settings;
    private final ExportAudit audit;
    private final Clock clock;
    private final ExecutorService workers;
    private final FairTurns turns;
    private final Map<String, ExportJob> jobs = new ConcurrentHashMap<>();

    ExportJobs(ExportService exports, ExportSettings settings, ExportAudit audit, Clock clock) {
        this.exports = exports;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.turns = new FairTurns(settings.running());
        this.workers = Executors.newFixedThreadPool(settings.running(), task -> {
            Thread thread = new Thread(task, "export");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes an export on.
     *
     * @return the one that has its idempotency key already, or that it repeats, if there is one
     * @throws ColonnadeException FAILED_PRECONDITION if that is another export; RESOURCE_EXHAUSTED if too many wait
     */
    synchronized ExportJob add(ExportJob job) {
        Optional<ExportJob> earlier = job.key().flatMap(key -> withKey(job.requester(), key));
        if (earlier.isPresent()) {
            if (!earlier.get().asked().isSameAs(job.asked())) {
                throw ColonnadeException.of(
                        ErrorKind.FAILED_PRECONDITION,
                        SqlState.NOT_IN_PREREQUISITE_STATE,
                        "Cannot export: another export of yours has this idempotency key; choose a key of its own");
            }
            return earlier.get();
        }
        Optional<ExportJob> repeated = repeatedBy(job);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        checkOpen(job.requester());
        forgetEnded();
        audit.requested(job.export());
        jobs.put(job.id(), job);
        return job;
    }

    private Optional<ExportJob> withKey(Principal requester, String key) {
        return jobs.values().stream()
                .filter(job ->
                        job.isOf(requester) && job.key().filter(key::equals).isPresent())
                .filter(job -> !job.state().isInVain())
                .findAny();
    }

    private Optional<ExportJob> repeatedBy(ExportJob job) {
        return jobs.values().stream()
                .filter(other -> other.isOf(job.requester()) && other.asked().isRepeatedBy(job.asked()))
                .filter(other -> !other.state().isInVain())
                .findAny();
    }

    private void checkOpen(Principal requester) {
        long open = jobs.values().stream()
                .filter(job -> job.isOf(requester) && !job.state().isEnd())
                .count();
        if (open >= MOST_OPEN_OF_ONE) {
            throw ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot export: " + MOST_OPEN_OF_ONE + " exports of yours wait or run; wait, or cancel some");
        }
    }

    private void forgetEnded() {
        if (jobs.size() > MOST_ENDED) {
            jobs.values().stream()
                    .filter(job -> job.state().isEnd())
                    .min(Comparator.comparing(job -> job.status().requested()))
                    .ifPresent(oldest -> jobs.remove(oldest.id()));
        }
    }

    /**
     * Runs an export to its end, on this thread.
     *
     * @throws ColonnadeException whatever went wrong
     */
    void run(ExportJob job) {
        Export export = job.begin();
        try {
            audit.started(export);
            job.expect(export.estimate());
            ExportResult result = export.run(job);
            job.complete(result, clock.instant());
            audit.finished(export, result);
        } catch (RuntimeException | Error e) {
            ColonnadeException told = Incidents.told(e);
            job.fail(told, clock.instant());
            audit.failed(export, told);
            throw told;
        }
    }

    /** Has an export run when its requester's turn has come, whether or not its client stays. */
    void runLater(ExportJob job) {
        turns.run(Party.of(job.requester(), null), workers, () -> {
            try {
                run(job);
            } catch (ColonnadeException e) {
                LOG.info("Export {} has not been made: {}", job.id(), e.kind());
            }
        });
    }

    /** Does what somebody decides on an export, and returns it. */
    ExportJob decide(AccessContext context, ExportOrder order) {
        Principal caller = context.principal().orElseThrow();
        ExportJob job = known(caller, order.id());
        switch (order.verb()) {
            case APPROVE -> approve(job, caller, context.door());
            case REJECT -> reject(job, caller, context.door());
            case CANCEL -> cancel(job, caller);
        }
        return job;
    }

    private void approve(ExportJob job, Principal caller, String door) {
        if (isExpired(job)) {
            job.endWaiting(ExportState.EXPIRED, clock.instant());
        }
        boolean released = job.approve(caller);
        audit.decided(Kind.EXPORT_APPROVED, job.export(), caller.name(), door);
        if (released) {
            release(job);
        }
    }

    /** What was approved is what the requester may see at that time, and no other. */
    private void release(ExportJob job) {
        try {
            Export planned = exports.prepare(job.id(), job.context().alone(), job.asked());
            if (!planned.promise().equals(job.export().promise())) {
                throw ColonnadeException.of(
                        ErrorKind.FAILED_PRECONDITION,
                        SqlState.NOT_IN_PREREQUISITE_STATE,
                        "Cannot export what was approved: the contract, or what its requester may see, has changed since"
                                + " it was asked for; ask for it again");
            }
            job.release(planned);
        } catch (ColonnadeException e) {
            job.fail(e, clock.instant());
            audit.failed(job.export(), e);
            throw e;
        }
        runLater(job);
    }

    private void reject(ExportJob job, Principal caller, String door) {
        if (job.isOf(caller)) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot reject export '" + job.id() + "': you have asked for it; cancel it instead");
        }
        job.endWaiting(ExportState.REJECTED, clock.instant());
        audit.decided(Kind.EXPORT_REJECTED, job.export(), caller.name(), door);
    }

    private void cancel(ExportJob job, Principal caller) {
        if (!job.isOf(caller)) {
            throw ColonnadeException.of(
                    ErrorKind.PERMISSION_DENIED,
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Cannot cancel export '" + job.id()
                            + "': somebody else has asked for it; reject it while it waits");
        }
        job.cancel(clock.instant());
        job.awaitEnd(SOON);
    }

    private boolean isExpired(ExportJob job) {
        return job.state() == ExportState.PENDING
                && job.isOlderThan(clock.instant().minus(settings.approvalExpiry()));
    }

    /** Gives up what nobody has approved in time, and returns the ids of all that have ended. */
    Set<String> endedByNow() {
        jobs.values().stream().filter(this::isExpired).forEach(job -> {
            try {
                job.endWaiting(ExportState.EXPIRED, clock.instant());
            } catch (ColonnadeException decided) {
                LOG.debug("Export {} was decided on at the last moment", job.id());
            }
        });
        return jobs.values().stream()
                .filter(job -> job.state().isEnd())
                .map(ExportJob::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Another's export is for nobody to know of. */
    private ExportJob known(Principal caller, String id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.isKnownTo(caller))
                .orElseThrow(() -> ColonnadeException.of(
                        ErrorKind.NOT_FOUND,
                        SqlState.INVALID_PARAMETER,
                        "There is no such export; SHOW EXPORTS lists yours"));
    }

    /** Returns one's own exports, and those that one may have to decide on, the last one first. */
    List<ExportStatus> statuses(Principal caller) {
        List<ExportStatus> all = new ArrayList<>();
        jobs.values().stream().filter(job -> job.isKnownTo(caller)).forEach(job -> all.add(job.status()));
        all.sort(Comparator.comparing(ExportStatus::requested).reversed());
        return all;
    }

    /** Returns how an export stands that the caller may know of. */
    ExportStatus status(Principal caller, String id) {
        return known(caller, id).status();
    }

    /**
     * Returns how an export stands that the caller may know of, at its end or after a while.
     *
     * @throws ColonnadeException what there is to say of it if it has ended with nothing published
     */
    ExportStatus await(Principal caller, String id, Duration longest) {
        ExportJob job = known(caller, id);
        job.awaitEnd(longest);
        job.checkNotInVain();
        return job.status();
    }

    /** Stops what waits and runs. */
    @Override
    public void close() {
        workers.shutdown();
        jobs.values().stream().filter(job -> !job.state().isEnd()).forEach(this::stop);
        try {
            if (!workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("An export does not stop; what it leaves is swept later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ExportJob job) {
        try {
            job.cancel(clock.instant());
        } catch (ColonnadeException ended) {
            LOG.debug("Export {} ended by itself", job.id());
        }
    }
}
