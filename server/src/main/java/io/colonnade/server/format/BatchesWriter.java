package io.colonnade.server.format;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes several results into one body, one after the other and in constant memory; one thread calls. Without
 * {@link #finish} the body is visibly unfinished. Closing leaves the output stream open.
 */
public interface BatchesWriter extends AutoCloseable {
    /** Returns the body's {@code Content-Type}, known before anything is written. */
    String contentType();

    /**
     * Begins the next batch. The caller takes what is returned through all of its life, from {@code start} to
     * {@code close}, before it begins another.
     *
     * @param name the batch's name, for people and programs that tell the batches apart
     * @param root holds its rows, a part at a time; the caller owns it
     */
    BatchWriter begin(String name, VectorSchemaRoot root) throws IOException;

    /** Writes what stands after the last batch. */
    void finish() throws IOException;

    @Override
    void close();
}
