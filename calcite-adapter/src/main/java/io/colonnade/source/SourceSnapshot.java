package io.colonnade.source;

/** A stable view of a source that several reads share. Thread-safe; closing it ends the reads that still use it. */
public interface SourceSnapshot extends AutoCloseable {
    /** Counts as a read, so that the snapshot does not end as unused. */
    void keep();

    @Override
    void close();
}
