package io.colonnade.source.jdbc;

import io.colonnade.error.ColonnadeException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A statement that is about to run: what {@link JdbcStatement} needs of a kind of source. One thread opens and closes
 * it; any thread may cancel.
 */
public interface JdbcRows {
    /** Runs the statement. Called once, by the thread that loads the first batch. */
    ResultSet open() throws SQLException;

    /**
     * Asks the source to stop what runs. Called from a thread of its own, again and again until the loading ends,
     * since a request that overtakes the statement finds nothing to stop.
     */
    void cancel();

    /** Returns what the caller may know of a failure. */
    ColonnadeException translate(SQLException failure);

    /** Gives every resource back; the result set is of no use any more. */
    void close();

    /** Gives every resource back, and reuses none that a late cancel could still reach. */
    void abandon();
}
