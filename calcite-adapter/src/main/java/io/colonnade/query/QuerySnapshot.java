package io.colonnade.query;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A stable view of every source that a transaction reads, each opened when it is first read. Thread-safe; closing it ends
 * the reads that still use it.
 */
public final class QuerySnapshot implements AutoCloseable {
    private final Map<String, SourceSnapshot> bySource = new LinkedHashMap<>();
    private final Function<Source, SourceSnapshot> opening;
    private boolean closed;

    private QuerySnapshot(Function<Source, SourceSnapshot> opening) {
        this.opening = opening;
    }

    /** Creates a view in which nothing has been read yet, and any number of reads go side by side. */
    public QuerySnapshot() {
        this(Source::openSnapshot);
    }

    /** Creates a view in which nothing has been read yet, and of each source one read follows the other. */
    public static QuerySnapshot serial() {
        return new QuerySnapshot(Source::openTransaction);
    }

    synchronized SourceSnapshot of(Source source) {
        if (closed) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION,
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot read in this snapshot: it has ended; begin a new transaction, or ask for the result again");
        }
        return bySource.computeIfAbsent(source.name(), name -> opening.apply(source));
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
