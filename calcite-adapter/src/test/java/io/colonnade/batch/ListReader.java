package io.colonnade.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A reader for tests whose batches are filled by one action each. Counts what happens to it. */
public final class ListReader extends BatchReader {
    private final Schema schema;
    private final List<Consumer<VectorSchemaRoot>> batches;
    private volatile int next;

    /** The threads that loaded batches. */
    public final Set<Thread> loaders = ConcurrentHashMap.newKeySet();

    public volatile int cancelled;
    public volatile int closed;

    public ListReader(Schema schema, List<Consumer<VectorSchemaRoot>> batches, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
        this.batches = new ArrayList<>(batches);
    }

    @Override
    public boolean loadNextBatch() throws java.io.IOException {
        loaders.add(Thread.currentThread());
        prepareLoadNextBatch();
        if (next == batches.size()) {
            return false;
        }
        batches.get(next++).accept(getVectorSchemaRoot());
        return true;
    }

    /** How many batches were read. */
    public int read() {
        return next;
    }

    @Override
    public void cancel() {
        cancelled++;
    }

    @Override
    public long bytesRead() {
        return next;
    }

    @Override
    protected void closeReadSource() {
        closed++;
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
