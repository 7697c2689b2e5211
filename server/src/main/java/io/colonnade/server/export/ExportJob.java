package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An export that was asked for, and what has become of it. Thread-safe. */
final class ExportJob implements ExportProgress {
    private final AccessContext context;
    private final AskedExport asked;
    private final Principal requester;
    private final Instant requested;
    private final Set<String> waitsFor;
    private final CountDownLatch over = new CountDownLatch(1);
    private Export export;
    private ExportState state;
    private long rows;
    private long bytes;
    private int files;
    private @Nullable Long expected;
    private @Nullable Instant ended;
    private @Nullable ColonnadeException failure;

    /**
     * Creates a job that has not begun.
     *
     * @param context on whose behalf it was asked for, and through which door
     * @param export what was planned then
     */
    ExportJob(AccessContext context, AskedExport asked, Export export, Instant requested) {
        this.context = context;
        this.asked = asked;
        this.requester = context.principal().orElseThrow();
        this.export = export;
        this.requested = requested;
        this.waitsFor = new TreeSet<>(export.terms().approvers());
        this.state = waitsFor.isEmpty() ? ExportState.QUEUED : ExportState.PENDING;
    }

    String id() {
        return export().id();
    }

    AccessContext context() {
        return context;
    }

    AskedExport asked() {
        return asked;
    }

    Principal requester() {
        return requester;
    }

    Optional<String> key() {
        return export().options().idempotencyKey();
    }

    synchronized Export export() {
        return export;
    }

    synchronized ExportState state() {
        return state;
    }

    boolean isOf(Principal caller) {
        return requester.name().equals(caller.name());
    }

    /** Returns whether a caller may know of it: who has asked for it, and who may have to approve it. */
    boolean isKnownTo(Principal caller) {
        return isOf(caller) || caller.hasAnyRole(export().terms().approvers());
    }

    /**
     * Notes that somebody approves it.
     *
     * @return whether nobody else needs to
     * @throws ColonnadeException PERMISSION_DENIED if the caller has asked for it, or has none of the roles that it waits for
     */
    synchronized boolean approve(Principal caller) {
        expect(ExportState.PENDING, "approve");
        if (isOf(caller)) {
            throw refusal(
                    "Cannot approve export '" + export.id() + "': you have asked for it; somebody else must decide");
        }
        if (!waitsFor.removeAll(caller.roles())) {
            throw refusal("Cannot approve export '" + export.id() + "': it waits for " + String.join(", ", waitsFor));
        }
        return waitsFor.isEmpty();
    }

    private static ColonnadeException refusal(String message) {
        return ColonnadeException.of(ErrorKind.PERMISSION_DENIED, SqlState.INSUFFICIENT_PRIVILEGE, message);
    }

    /**
     * Lets it wait for its turn, as it was planned now.
     *
     * @throws ColonnadeException FAILED_PRECONDITION if it was cancelled, or given up, while it was planned
     */
    synchronized void release(Export planned) {
        expect(ExportState.PENDING, "run");
        export = planned;
        state = ExportState.QUEUED;
    }

    /**
     * Begins.
     *
     * @throws ColonnadeException CANCELLED if it has ended before
     */
    synchronized Export begin() {
        if (state != ExportState.QUEUED) {
            throw cancelled();
        }
        state = ExportState.RUNNING;
        return export;
    }

    /** Notes about how many rows there will be. */
    synchronized void expect(OptionalLong estimate) {
        expected = estimate.isPresent() ? Long.valueOf(estimate.getAsLong()) : null;
    }

    @Override
    public synchronized void reached(long rowsSoFar, long bytesSoFar) {
        rows = rowsSoFar;
        bytes = bytesSoFar;
    }

    synchronized void complete(ExportResult result, Instant now) {
        reached(result.rows(), result.bytes());
        files = result.files();
        end(ExportState.COMPLETED, now);
    }

    synchronized void fail(ColonnadeException reason, Instant now) {
        if (!state.isEnd()) {
            failure = reason;
            end(reason.kind() == ErrorKind.CANCELLED ? ExportState.CANCELLED : ExportState.FAILED, now);
        }
    }

    /** Ends it before it has begun. */
    synchronized void endWaiting(ExportState end, Instant now) {
        expect(ExportState.PENDING, end == ExportState.REJECTED ? "reject" : "end");
        end(end, now);
    }

    private void end(ExportState last, Instant now) {
        state = last;
        ended = now;
        over.countDown();
    }

    /** Waits for its end; returns normally if that does not come in time. */
    void awaitEnd(Duration longest) {
        try {
            over.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what there is to say of it if it has ended with nothing published. */
    synchronized void checkNotInVain() {
        switch (state) {
            case PENDING, QUEUED, RUNNING, COMPLETED -> {}
            case FAILED, CANCELLED -> throw failure == null ? cancelled() : failure;
            case REJECTED -> throw refusal("Cannot export: somebody who was to approve it has rejected it");
            case EXPIRED ->
                throw ColonnadeException.of(
                        ErrorKind.DEADLINE_EXCEEDED,
                        SqlState.QUERY_CANCELED,
                        "Cannot export: nobody has approved it in time; ask for it again");
        }
    }

    private static ColonnadeException cancelled() {
        return ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot export: the export was cancelled");
    }

    private void expect(ExportState expected, String what) {
        if (state != expected) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.NOT_IN_PREREQUISITE_STATE,
                    "Cannot " + what + " export '" + export.id() + "': it is "
                            + state.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Stops it, wherever it stands.
     *
     * @throws ColonnadeException FAILED_PRECONDITION if it has ended
     */
    synchronized void cancel(Instant now) {
        if (state.isEnd()) {
            expect(ExportState.RUNNING, "cancel");
        }
        export.stop(cancelled());
        if (state != ExportState.RUNNING) {
            end(ExportState.CANCELLED, now);
        }
    }

    boolean isOlderThan(Instant time) {
        return requested.isBefore(time);
    }

    synchronized ExportStatus status() {
        return new ExportStatus(
                export.id(),
                state,
                export.destination(),
                rows,
                bytes,
                files,
                requester.name(),
                state == ExportState.PENDING ? String.join(", ", waitsFor) : "",
                requested,
                ended,
                failure == null ? null : failure.clientMessage(),
                expected);
    }
}
