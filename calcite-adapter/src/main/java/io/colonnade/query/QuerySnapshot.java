package io.colonnade.query;

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

    /** Creates a view in which nothing has been read yet. */
    public QuerySnapshot() {}

    synchronized SourceSnapshot of(Source source) {
        return bySource.computeIfAbsent(source.name(), name -> source.openSnapshot());
    }

    @Override
    public synchronized void close() {
        bySource.values().forEach(SourceSnapshot::close);
        bySource.clear();
    }
}
