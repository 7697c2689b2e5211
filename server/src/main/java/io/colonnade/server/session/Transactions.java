package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QuerySnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The read-only transactions of this process, each a stable snapshot. One that nobody reads in for a while ends by
 * itself, since it may hold a database connection. Thread-safe; made by a door, which calls {@link #endIdle()} from time to
 * time.
 */
public final class Transactions implements AutoCloseable {
    /** A transaction in use, which does not end as idle until this is closed. */
    public static final class Lease implements AutoCloseable {
        private final QuerySnapshot snapshot;
        private final Runnable release;
        private final AtomicBoolean released = new AtomicBoolean();

        private Lease(QuerySnapshot snapshot, Runnable release) {
            this.snapshot = snapshot;
            this.release = release;
        }

        /** Returns the snapshot to read in. */
        public QuerySnapshot snapshot() {
            return snapshot;
        }

        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release.run();
            }
        }
    }

    /**
     * An open transaction.
     *
     * @param session the session that it was begun in; null if it was begun in none
     */
    private record Open(QuerySnapshot snapshot, @Nullable String session) {}

    private final Supplier<QuerySnapshot> opener;
    private final IdleRegistry<Open> snapshots;

    /** Creates an empty set of transactions. */
    public Transactions(Supplier<QuerySnapshot> opener, Duration idle, int perOwner, Clock clock) {
        this.opener = opener;
        this.snapshots = new IdleRegistry<>(
                idle, perOwner, clock, transaction -> transaction.snapshot().close());
    }

    /**
     * Begins a transaction and returns its id.
     *
     * @param session the session that it ends with at the latest; null for none
     */
    public String begin(Owner owner, @Nullable String session) {
        String id = UUID.randomUUID().toString();
        if (snapshots.add(owner, id, () -> new Open(opener.get(), session)).isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.TOO_MANY_CONNECTIONS,
                    "Cannot begin another transaction: end some, or wait until idle ones end");
        }
        return id;
    }

    /** Returns normally if the transaction is there, and keeps it from ending as idle. */
    public void check(Owner owner, String id) {
        if (snapshots.find(owner, id).isEmpty()) {
            throw gone();
        }
    }

    /** Takes a transaction into use. */
    public Lease lease(Owner owner, String id) {
        Open open = snapshots.pin(owner, id).orElseThrow(Transactions::gone);
        return new Lease(open.snapshot(), () -> snapshots.release(id));
    }

    /** Ends a transaction and the reads that still use it. */
    public void end(Owner owner, String id) {
        if (!snapshots.remove(owner, id)) {
            throw gone();
        }
    }

    /** Ends the transactions of a session that was closed: some clients close without ending theirs. */
    public void endSession(Owner owner, String session) {
        snapshots.removeAll(owner, open -> session.equals(open.session()));
    }

    /** Ends the transactions that nobody has used for a while. */
    public void endIdle() {
        snapshots.dropIdle();
    }

    @Override
    public void close() {
        snapshots.dropAll();
    }

    private static ColonnadeException gone() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.INVALID_TRANSACTION_STATE,
                "Cannot use the transaction: it does not exist, has ended, or was idle for too long; begin a new one");
    }
}
