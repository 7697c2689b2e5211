package io.colonnade.batch;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * The rows of a result as record batches. One thread loads batches; any thread may cancel. A failure in the middle
 * is an exception out of {@link #loadNextBatch()}, never a short result.
 */
public abstract class BatchReader extends ArrowReader {
    /** Creates a reader whose batches belong to the allocator. */
    protected BatchReader(BufferAllocator allocator) {
        super(allocator);
    }

    /**
     * Asks for the reading to stop, down to the source; the thread that loads batches then gets a CANCELLED error. Returns at once, may be called
     * at any time and more than once.
     */
    public abstract void cancel();
}
