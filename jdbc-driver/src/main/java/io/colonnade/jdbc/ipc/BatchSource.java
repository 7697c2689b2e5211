package io.colonnade.jdbc.ipc;

import java.sql.SQLException;
import java.util.List;

/**
 * Where a result set gets its rows from: batches behind readers that stay the same. A stream off the server, or rows
 * that the driver holds. Read by one thread.
 */
public interface BatchSource extends AutoCloseable {
    List<ColumnReader> columns();

    /** Tells whether a batch with rows follows, and leaves the readers where they are. */
    boolean hasNextBatch() throws SQLException;

    /** Moves the readers to the next batch and returns its number of rows, or -1 when there are no more. */
    int nextBatch() throws SQLException;

    /** Lets go of what is held; the server stops sending. */
    @Override
    void close();
}
