package io.colonnade.server.export.destination;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Files on their way into a store: nobody sees one of them before {@link #publish}, which shows them all, and nobody sees them ever if that
 * is not called or fails. Several threads may write a file each; the other calls are one thread's.
 */
public interface Publication extends AutoCloseable {
    /** The name of the manifest, the last file of an export. */
    String MANIFEST = "_colonnade.json";

    /**
     * Begins a file. What is written is kept once the stream has been closed, and has failed if that fails.
     *
     * @param name perhaps with folders before it, such as {@code region=EUROPE/part-0.parquet}
     */
    OutputStream create(String name) throws IOException;

    /**
     * Shows the files, and the manifest after them.
     *
     * @throws IOException if they cannot be shown; then they are not
     */
    void publish(byte[] manifest) throws IOException;

    /** Removes what is not published. */
    @Override
    void close();
}
