package io.colonnade.source;

import io.colonnade.batch.BatchReader;
import io.colonnade.finding.Finding;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;

/** A named database that rows are read from, never written to. Thread-safe. */
public interface Source extends AutoCloseable {
    /** Returns the name that projections use. */
    String name();

    /** Returns what the source can do; asked once and the same for the life of the source. */
    Capabilities capabilities();

    /**
     * Describes what a SELECT in the source's dialect would return, without running it.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT with the source's own message if it refuses the
     *     statement, UNAVAILABLE if it cannot be reached
     */
    StatementDescription describe(String select);

    /**
     * Starts a statement and returns its rows as record batches. Whatever the reader's outcome, closing it gives every
     * resource back.
     *
     * @param allocator owns the batches; the caller closes it after the reader
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if the source cannot be reached
     */
    BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator);

    /**
     * Opens a stable snapshot of the source that several reads share. The snapshot takes no connection until the first
     * read.
     */
    SourceSnapshot openSnapshot();

    /**
     * Opens a stable view of the source in which one read follows the other: the next may begin when the one before is
     * closed, and gets FAILED_PRECONDITION sooner. It costs less than a snapshot, and takes no more than one connection,
     * with the first read.
     */
    SourceSnapshot openTransaction();

    /**
     * Returns ranges of pages that make, each read by {@link SourceStatement#part} in the snapshot, the rows of a
     * statement. They overlap nowhere, and the last one is open. As long as the snapshot lives, nobody can rewrite the
     * table under them.
     *
     * @param parts how many are wanted; there may be fewer
     * @return no range if the statement is to be read as a whole, because it is no scan or no large one
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if the source cannot be reached, FAILED_PRECONDITION if
     *     the snapshot has ended
     */
    List<PageRange> split(SourceStatement statement, SourceSnapshot snapshot, int parts);

    /**
     * Returns about how many rows a statement has, as the source expects without reading any.
     *
     * @return nothing if it does not say
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if the source cannot be reached
     */
    OptionalLong estimate(SourceStatement statement);

    /**
     * Examines whether the source, and the role that reads it, are fit for what is read: versions, rights, settings. Reads no
     * row of any batch.
     *
     * @throws io.colonnade.error.ColonnadeException UNAVAILABLE if the source cannot be reached
     */
    List<Finding> examine(SourceUse use);

    /** Returns how busy the source is at this moment; asks it nothing. */
    SourceState state();

    /** Returns whether the source answers, within about two seconds. */
    boolean isHealthy();

    @Override
    void close();
}
