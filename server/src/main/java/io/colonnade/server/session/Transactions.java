package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QuerySnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The read-only transactions of this process, each a stable snapshot. One that nobody reads in for a while ends by
 * itself, since it may hold a database connection. Thread-safe; made by a door, which calls {@link #endIdle()} from time to
 * time.
 */
public final class Transactions implements AutoCloseable {
    /**
     * An open transaction.
     *
     * @param session the session that it was begun in; null if it was begun in none
     * @param number how many were begun before it, itself included
     */
    private record Open(
            String id, QuerySnapshot snapshot, @Nullable String session, long number) {}

    private final Supplier<QuerySnapshot> opener;
    private final IdleRegistry<Open> snapshots;
    private final AtomicLong begun = new AtomicLong();
    private final EndedTransactions ended = new EndedTransactions();

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
        if (snapshots
                .add(owner, id, () -> new Open(id, opener.get(), session, begun.incrementAndGet()))
                .isEmpty()) {
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

    /**
     * Returns the transaction in which a statement runs that was prepared in this one: this one while it is open. Once the
     * client has ended it, the one that the same session has begun since; empty, for a fresh read, if it has none.
     *
     * @throws ColonnadeException FAILED_PRECONDITION if the client has not ended it, and so believes that it still reads its
     *     snapshot, or if it cannot be told which other transaction is meant
     */
    public Optional<String> current(Owner owner, String id) {
        if (snapshots.find(owner, id).isPresent()) {
            return Optional.of(id);
        }
        EndedTransactions.Ended last = ended.find(owner, id).orElseThrow(Transactions::gone);
        List<Open> open = snapshots.values(owner, other -> Objects.equals(other.session(), last.session()));
        if (open.isEmpty()) {
            return Optional.empty();
        }
        // Without a session, an open transaction may be another client's of the same principal.
        if (last.session() == null || open.size() > 1 || open.get(0).number() <= last.begunBefore()) {
            throw ambiguous();
        }
        return Optional.of(open.get(0).id());
    }

    /** Takes a transaction into use. */
    public SnapshotLease lease(Owner owner, String id) {
        Open open = snapshots.pin(owner, id).orElseThrow(Transactions::gone);
        return new SnapshotLease(open.snapshot(), () -> snapshots.release(owner, id));
    }

    /** Ends a transaction and the reads that still use it. */
    public void end(Owner owner, String id) {
        Open open = snapshots.find(owner, id).orElseThrow(Transactions::gone);
        ended.add(id, new EndedTransactions.Ended(owner, open.session(), begun.get()));
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

    private static ColonnadeException ambiguous() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.INVALID_TRANSACTION_STATE,
                "Cannot use the prepared statement: its transaction has ended, and it cannot be told in which other one"
                        + " it is to read; prepare it again");
    }

    private static ColonnadeException gone() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.INVALID_TRANSACTION_STATE,
                "Cannot use the transaction: it does not exist, has ended, or was idle for too long; begin a new one");
    }
}
