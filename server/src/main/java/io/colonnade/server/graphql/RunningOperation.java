package io.colonnade.server.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An operation on its way to one client. One thread opens, writes and closes it; any thread may cancel it. */
public interface RunningOperation extends AutoCloseable {
    /** Has the sources answer and reads the first rows: what fails here has sent nothing yet. */
    void open() throws IOException;

    /** Writes the object of all that was asked for. */
    void write(JsonGenerator json) throws IOException;

    /** Has what waits for the sources end. */
    void cancel();

    /** Ends the statements, and gives back what they hold. Closing again does nothing. */
    @Override
    void close() throws IOException;
}
