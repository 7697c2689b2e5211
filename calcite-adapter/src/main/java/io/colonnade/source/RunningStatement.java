package io.colonnade.source;

import io.colonnade.error.ColonnadeException;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A statement of a source that runs or is about to: what {@link StatementReader} needs of a kind of source. One thread fills
 * and closes; any thread may cancel.
 */
public interface RunningStatement {
    /**
     * Fills empty vectors with the next rows. The first call runs the statement.
     *
     * @return their number; 0 at the end
     */
    int fill(VectorSchemaRoot root) throws SQLException;

    /**
     * Asks the source to stop what runs. Called from a thread of its own, again and again until the filling ends, since a
     * request that overtakes the statement finds nothing to stop.
     */
    void cancel();

    /** Returns what the caller may know of a failure. */
    ColonnadeException translate(SQLException failure);

    /** Returns how many bytes of values have been read. */
    long bytesRead();

    /** Gives every resource back; if the statement has not ended, it is stopped first. */
    void close();

    /** Gives every resource back, and reuses none that a late cancel could still reach. */
    void abandon();
}
