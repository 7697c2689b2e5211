package io.colonnade.server.format;

import java.io.IOException;

/**
 * Writes one result in one format, in constant memory. Calls come in this order, from one thread: {@link #start},
 * {@link #writeBatch} for each batch that the root holds, {@link #finish} or {@link #fail}, {@link #close}. Without
 * {@code finish} the output is visibly unfinished. Closing leaves the output stream open.
 */
public interface BatchWriter extends AutoCloseable {
    /** Writes what stands before the first row. */
    void start() throws IOException;

    /** Writes the rows that the root holds now. */
    void writeBatch() throws IOException;

    /** Returns how many bytes of memory the writer takes for rows that it has not written yet; 0 if it writes all at once. */
    default long held() {
        return 0;
    }

    /** Returns whether the format has room for a few batches more at most, so that it is time for another file. */
    default boolean isFull() {
        return false;
    }

    /** Writes what stands after the last row and flushes. */
    void finish() throws IOException;

    /**
     * Writes why the result ends here, in a format that has a place for it.
     *
     * @param problem a JSON object, on one line
     */
    default void fail(String problem) throws IOException {}

    @Override
    void close();
}
