package io.colonnade.query;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stable view of every source that a transaction reads, each opened when it is first read. Thread-safe; closing it ends
 * the reads that still use it.
 */
public final class QuerySnapshot implements AutoCloseable {
    private final Map<String, SourceSnapshot> bySource = new LinkedHashMap<>();
    private boolean closed;

    /** Creates a view in which nothing has been read yet. */
    public QuerySnapshot() {}

    synchronized SourceSnapshot of(Source source) {
        if (closed) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot read in this snapshot: it has ended; begin a new transaction, or ask for the result again");
        }
        return bySource.computeIfAbsent(source.name(), name -> source.openSnapshot());
    }

    /** Counts as a read, so that the view does not end as unused. */
    public synchronized void keep() {
        bySource.values().forEach(SourceSnapshot::keep);
    }

    @Override
    public synchronized void close() {
        closed = true;
        bySource.values().forEach(SourceSnapshot::close);
        bySource.clear();
    }
}
