package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ForwardingReader;
import io.colonnade.query.RoadWatch.Stage;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;

/** Tells how long the first rows took, and of every batch. Threads as {@link BatchReader} says. */
final class WatchedReader extends ForwardingReader {
    private final long begun;
    private final RoadWatch watch;
    private boolean first = true;

    /**
     * Creates a reader that closes the other.
     *
     * @param begun when its query began to run, as {@link System#nanoTime} has it
     */
    WatchedReader(BatchReader rows, long begun, RoadWatch watch, BufferAllocator allocator) {
        super(rows, allocator);
        this.begun = begun;
        this.watch = watch;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean more = super.loadNextBatch();
        if (first) {
            first = false;
            watch.took(Stage.FIRST_BATCH, System.nanoTime() - begun);
        }
        if (more) {
            watch.batch();
        }
        return more;
    }
}
