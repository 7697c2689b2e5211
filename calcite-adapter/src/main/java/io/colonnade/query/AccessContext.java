package io.colonnade.query;

import io.colonnade.batch.ByteShare;
import io.colonnade.query.request.RowBounds;
import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** On whose behalf and through which door a query runs. Immutable; a door makes one for each request. */
public final class AccessContext {
    private final @Nullable Principal principal;
    private final String door;
    private String format;
    private Duration timeout;
    private String destination = "";
    private @Nullable Departure departure;
    private String traceId = "";
    private @Nullable QuerySnapshot snapshot;
    private boolean last;
    private @Nullable String policyVersion;
    private ByteShare memory = ByteShare.unlimited();
    private RowBounds bounds = RowBounds.NONE;
    private @Nullable Long begun;
    private @Nullable HeldReads held;

    private AccessContext(@Nullable Principal principal, String door, String format, Duration timeout) {
        this.principal = principal;
        this.door = door;
        this.format = format;
        this.timeout = timeout;
    }

    /** The fields change only here, before anybody else sees the copy. */
    private AccessContext with(Consumer<AccessContext> change) {
        AccessContext copy = new AccessContext(principal, door, format, timeout);
        copy.destination = destination;
        copy.departure = departure;
        copy.traceId = traceId;
        copy.snapshot = snapshot;
        copy.last = last;
        copy.policyVersion = policyVersion;
        copy.memory = memory;
        copy.bounds = bounds;
        copy.begun = begun;
        copy.held = held;
        change.accept(copy);
        return copy;
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
        return new AccessContext(principal, door, format, timeout);
    }

    /** Adds where the rows go, such as the peer's address; nobody is asked whether they may. */
    public AccessContext to(String where) {
        return with(copy -> {
            copy.destination = where;
            copy.departure = null;
        });
    }

    /** Adds where the rows go if they may. */
    public AccessContext to(String where, Departure asked) {
        return with(copy -> {
            copy.destination = where;
            copy.departure = asked;
        });
    }

    /** Says what the rows leave as, where that is known later than who asks. */
    public AccessContext as(String written) {
        return with(copy -> copy.format = written);
    }

    /** Has the query take so long at most, instead of what the door gives its own answers. */
    public AccessContext within(Duration longest) {
        return with(copy -> {
            copy.timeout = longest;
            copy.begun = null;
        });
    }

    /** Adds the trace that the request belongs to. */
    public AccessContext tracedAs(String id) {
        return with(copy -> copy.traceId = id);
    }

    /** Reads inside a snapshot, as a read-only transaction does. */
    public AccessContext inside(QuerySnapshot shared) {
        return with(copy -> copy.snapshot = shared);
    }

    /** Says that nothing is read in the snapshot after the next query. */
    public AccessContext lastInside() {
        return with(copy -> copy.last = true);
    }

    /** Answers only while what the caller may see is what it was under this {@link QueryDescription#policyVersion()}. */
    public AccessContext promised(String version) {
        return with(copy -> copy.policyVersion = version);
    }

    /** Has what is read ahead count against a share of the memory. */
    public AccessContext sharing(ByteShare share) {
        return with(copy -> copy.memory = share);
    }

    /** Makes it that of something that goes on without its client: neither the memory nor the transaction is the client's. */
    public AccessContext alone() {
        return with(copy -> {
            copy.memory = ByteShare.unlimited();
            copy.snapshot = null;
        });
    }

    /** Has no more rows read than the client takes. */
    public AccessContext bounded(RowBounds rows) {
        return with(copy -> copy.bounds = rows);
    }

    /** Has all that is run from now on share the time of one query, which begins now. */
    public AccessContext begun() {
        return with(copy -> copy.begun = System.nanoTime());
    }

    /** Has the audit say what of the rows left when that is known. */
    public AccessContext holding(HeldReads reads) {
        return with(copy -> copy.held = reads);
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

    /** Returns who is asked whether the rows may leave; empty where no more is asked than whether they may be read. */
    Optional<Departure> departure() {
        return Optional.ofNullable(departure);
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

    /** Returns whether nothing is read in the snapshot after the query. */
    boolean isLastInside() {
        return last;
    }

    /** Returns the policy version under which the answer was promised. */
    public Optional<String> policyVersion() {
        return Optional.ofNullable(policyVersion);
    }
}
