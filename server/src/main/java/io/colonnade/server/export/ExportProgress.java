package io.colonnade.server.export;

/** Is told how far an export has come. One call at a time. */
public interface ExportProgress {
    /** Told to nobody. */
    ExportProgress UNWATCHED = (rows, bytes) -> {};

    /**
     * Rows have been written.
     *
     * @param rows how many of them, so far
     * @param bytes how many bytes have left for the store, so far
     */
    void reached(long rows, long bytes);
}
