package io.colonnade.server.export;

import java.io.IOException;

/** Takes the batches of an answer, as the root holds them, to their files. Calls come from one thread. */
interface ExportRows extends AutoCloseable {
    /** Takes the rows that the root holds. */
    void write() throws IOException;

    /** Completes all files. */
    void complete() throws IOException;

    @Override
    void close();
}
