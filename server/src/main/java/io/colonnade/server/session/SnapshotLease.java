package io.colonnade.server.session;

import io.colonnade.query.QuerySnapshot;
import java.util.concurrent.atomic.AtomicBoolean;

/** A snapshot in use, which does not end as idle until this is closed. Thread-safe. */
public final class SnapshotLease implements AutoCloseable {
    private final QuerySnapshot snapshot;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    SnapshotLease(QuerySnapshot snapshot, Runnable release) {
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
