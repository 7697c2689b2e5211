package io.colonnade.server.graphql;

import io.colonnade.batch.BatchReader;
import java.io.IOException;
import java.util.List;

/** An operation on its way to one client as tables. One thread opens, reads and closes it; any thread may cancel it. */
public interface RunningTables extends AutoCloseable {
    /** Returns the names of the tables, in their order: the paths of response names from the root. */
    List<String> names();

    /** Has the sources prepare to answer: what fails here has sent nothing yet. */
    void open() throws IOException;

    /**
     * Begins to read a table. The caller closes the reader before it begins the next.
     *
     * @param number of the table
     */
    BatchReader read(int number) throws IOException;

    /** Has what waits for the sources end. */
    void cancel();

    /** Ends the statements, and gives back what they hold. Closing again does nothing. */
    @Override
    void close();
}
