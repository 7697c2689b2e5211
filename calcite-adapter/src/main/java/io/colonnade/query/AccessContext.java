package io.colonnade.query;

import io.colonnade.batch.ByteShare;
import io.colonnade.query.request.RowBounds;
import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On whose behalf and through which door a query runs. Immutable; a door makes one for each request. */
public final class AccessContext {
    private final @Nullable Principal principal;
    private final String door;
    private final String format;
    private final String destination;
    private final String traceId;
    private final Duration timeout;
    private final @Nullable QuerySnapshot snapshot;
    private final @Nullable String policyVersion;
    private final ByteShare memory;
    private final RowBounds bounds;
    private final @Nullable Long begun;
    private final @Nullable HeldReads held;

    private AccessContext(
            @Nullable Principal principal,
            String door,
            String format,
            String destination,
            String traceId,
            Duration timeout,
            @Nullable QuerySnapshot snapshot,
            @Nullable String policyVersion,
            ByteShare memory,
            RowBounds bounds,
            @Nullable Long begun,
            @Nullable HeldReads held) {
        this.principal = principal;
        this.door = door;
        this.format = format;
        this.destination = destination;
        this.traceId = traceId;
        this.timeout = timeout;
        this.snapshot = snapshot;
        this.policyVersion = policyVersion;
        this.memory = memory;
        this.bounds = bounds;
        this.begun = begun;
        this.held = held;
    }

    /**
     * Creates a context.
     *
     * @param principal who asks; null is an anonymous caller
     * @param door the door's name for the audit, such as {@code flight} or {@code http}
     * @param format what the rows leave as, such as {@code arrow} or {@code csv}
     * @param timeout the time that the whole query may take
     */
    public static AccessContext of(@Nullable Principal principal, String door, String format, Duration timeout) {
        return new AccessContext(
                principal,
                door,
                format,
                "",
                "",
                timeout,
                null,
                null,
                ByteShare.unlimited(),
                RowBounds.NONE,
                null,
                null);
    }

    /** Adds where the rows go, such as the peer's address. */
    public AccessContext to(String where) {
        return new AccessContext(
                principal, door, format, where, traceId, timeout, snapshot, policyVersion, memory, bounds, begun, held);
    }

    /** Says what the rows leave as, where that is known later than who asks. */
    public AccessContext as(String written) {
        return new AccessContext(
                principal,
                door,
                written,
                destination,
                traceId,
                timeout,
                snapshot,
                policyVersion,
                memory,
                bounds,
                begun,
                held);
    }

    /** Adds the trace that the request belongs to. */
    public AccessContext tracedAs(String id) {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                id,
                timeout,
                snapshot,
                policyVersion,
                memory,
                bounds,
                begun,
                held);
    }

    /** Reads inside a snapshot, as a read-only transaction does. */
    public AccessContext inside(QuerySnapshot shared) {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                traceId,
                timeout,
                shared,
                policyVersion,
                memory,
                bounds,
                begun,
                held);
    }

    /** Answers only while what the caller may see is what it was under this {@link QueryDescription#policyVersion()}. */
    public AccessContext promised(String version) {
        return new AccessContext(
                principal, door, format, destination, traceId, timeout, snapshot, version, memory, bounds, begun, held);
    }

    /** Has what is read ahead count against a share of the memory. */
    public AccessContext sharing(ByteShare share) {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                traceId,
                timeout,
                snapshot,
                policyVersion,
                share,
                bounds,
                begun,
                held);
    }

    /** Has no more rows read than the client takes. */
    public AccessContext bounded(RowBounds rows) {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                traceId,
                timeout,
                snapshot,
                policyVersion,
                memory,
                rows,
                begun,
                held);
    }

    /** Has all that is run from now on share the time of one query, which begins now. */
    public AccessContext begun() {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                traceId,
                timeout,
                snapshot,
                policyVersion,
                memory,
                bounds,
                System.nanoTime(),
                held);
    }

    /** Has the audit say what of the rows left when that is known. */
    public AccessContext holding(HeldReads reads) {
        return new AccessContext(
                principal,
                door,
                format,
                destination,
                traceId,
                timeout,
                snapshot,
                policyVersion,
                memory,
                bounds,
                begun,
                reads);
    }

    /** Returns how much of the time has gone by. */
    public Duration spent() {
        return begun == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Returns what of the time is left; not below zero. */
    public Duration left() {
        Duration left = timeout.minus(spent());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns what the reads are held by; empty where rows leave as they come. */
    Optional<HeldReads> held() {
        return Optional.ofNullable(held);
    }

    /** Returns how many rows the client takes. */
    public RowBounds bounds() {
        return bounds;
    }

    /** Returns the share of memory that what is read ahead counts against. */
    public ByteShare memory() {
        return memory;
    }

    /** Returns who asks; empty is an anonymous caller. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /** Returns the door's name for the audit. */
    public String door() {
        return door;
    }

    /** Returns what the rows leave as. */
    public String format() {
        return format;
    }

    /** Returns where the rows go; may be empty. */
    public String destination() {
        return destination;
    }

    /** Returns the trace that the request belongs to; may be empty. */
    public String traceId() {
        return traceId;
    }

    /** Returns the time that the whole query may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the snapshot to read in. */
    public Optional<QuerySnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** Returns the policy version under which the answer was promised. */
    public Optional<String> policyVersion() {
        return Optional.ofNullable(policyVersion);
    }
}
