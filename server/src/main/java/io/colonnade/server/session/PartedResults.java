package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QuerySnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The results that clients fetch in parts. Each is a snapshot that lives until every part was fetched to its end, or until
 * nobody has fetched for a while, since it may hold a database connection. It belongs to no session: those who fetch are
 * often not the one who asked. Thread-safe; made by a door, which calls {@link #endIdle()} from time to time.
 */
public final class PartedResults implements AutoCloseable {
    private static final class Result {
        private final QuerySnapshot snapshot;
        private final int parts;
        private final Set<Integer> fetched = new HashSet<>();

        Result(QuerySnapshot snapshot, int parts) {
            this.snapshot = snapshot;
            this.parts = parts;
        }

        synchronized boolean isLast(int part) {
            fetched.add(part);
            return fetched.size() == parts;
        }
    }

    private final IdleRegistry<Result> results;

    /** Creates an empty set of results. */
    public PartedResults(Duration idle, int perOwner, Clock clock) {
        this.results = new IdleRegistry<>(idle, perOwner, clock, result -> result.snapshot.close());
    }

    /**
     * Keeps the snapshot of a result.
     *
     * @param id the id of the statement that the parts are of
     * @return whether it is kept; it is not, and stays the caller's, if the owner has too many
     */
    public boolean keep(Owner owner, String id, QuerySnapshot snapshot, int parts) {
        return results.add(owner, id, () -> new Result(snapshot, parts)).isPresent();
    }

    /** Returns normally if the result is there, and keeps it from ending as idle. */
    public void check(Owner owner, String id) {
        if (results.find(owner, id).isEmpty()) {
            throw gone();
        }
    }

    /** Takes the snapshot of a result into use. */
    public SnapshotLease lease(Owner owner, String id) {
        Result result = results.pin(owner, id).orElseThrow(PartedResults::gone);
        return new SnapshotLease(result.snapshot, () -> results.release(owner, id));
    }

    /** Notes that a part was fetched to its end. The result ends with the last one. */
    public void fetched(Owner owner, String id, int part) {
        if (results.find(owner, id).filter(result -> result.isLast(part)).isPresent()) {
            end(owner, id);
        }
    }

    /** Ends a result and the reads that still use it; returns whether there was one. */
    public boolean end(Owner owner, String id) {
        return results.remove(owner, id);
    }

    /**
     * Ends the results that nobody has fetched from for a while. The others live as long as their tickets say: sources end
     * unused snapshots earlier by themselves.
     */
    public void endIdle() {
        results.dropIdle();
        results.values().forEach(result -> result.snapshot.keep());
    }

    @Override
    public void close() {
        results.dropAll();
    }

    private static ColonnadeException gone() {
        return ColonnadeException.of(
                ErrorKind.FAILED_PRECONDITION,
                SqlState.INVALID_TRANSACTION_STATE,
                "Cannot fetch a part of the result: its snapshot has ended, since all parts were fetched, it was"
                        + " cancelled or nobody fetched for too long, or another server has it; ask for the result"
                        + " again");
    }
}
