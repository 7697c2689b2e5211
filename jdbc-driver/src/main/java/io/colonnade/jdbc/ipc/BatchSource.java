package io.colonnade.jdbc.ipc;

import io.colonnade.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a result set gets its rows from: batches behind readers that stay the same. A stream off the server, or rows
 * that the driver holds. Read by one thread.
 */
public interface BatchSource extends AutoCloseable {
    List<ColumnReader> columns();

    /** Returns what the server says of the whole result. */
    default Map<String, String> metadata() {
        return Map.of();
    }

    /** Tells whether a batch with rows follows, and leaves the readers where they are. */
    boolean hasNextBatch() throws SQLException;

    /** Moves the readers to the next batch and returns its number of rows, or -1 when there are no more. */
    int nextBatch() throws SQLException;

    /** Returns the schema as the server has sent it. */
    default ArrowMessage schemaMessage() throws SQLException {
        throw SqlState.unsupported("Arrow data of what the driver answers itself");
    }

    /** Returns the next batch as the server has sent it, or null when there are no more; for who has read no row, and reads none. */
    default @Nullable ArrowMessage nextMessage() throws SQLException {
        throw SqlState.unsupported("Arrow data of what the driver answers itself");
    }

    /** Lets go of what is held; the server stops sending. */
    @Override
    void close();
}
