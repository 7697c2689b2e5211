package io.colonnade.server.demo;

/** Hears how loading gets on. Called from several threads at once. */
public interface LoadProgress {
    /** Hears nothing. */
    LoadProgress SILENT = rows -> {};

    /** Says that more rows have been sent. */
    void rowsSent(long rows);
}
