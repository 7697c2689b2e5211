package io.colonnade.query;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.RoadWatch.Stage;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Tells how long the first rows took, and of every batch. Threads as {@link BatchReader} says. */
final class WatchedReader extends BatchReader {
    private final BatchReader rows;
    private final long begun;
    private final RoadWatch watch;
    private boolean first = true;

    /**
     * Creates a reader that closes the other.
     *
     * @param begun when its query began to run, as {@link System#nanoTime} has it
     */
    WatchedReader(BatchReader rows, long begun, RoadWatch watch, BufferAllocator allocator) {
        super(allocator);
        this.rows = rows;
        this.begun = begun;
        this.watch = watch;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean more = rows.loadNextBatch();
        if (first) {
            first = false;
            watch.took(Stage.FIRST_BATCH, System.nanoTime() - begun);
        }
        if (more) {
            watch.batch();
        }
        return more;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return rows.getVectorSchemaRoot();
    }

    @Override
    public void cancel() {
        rows.cancel();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() throws IOException {
        return rows.getVectorSchemaRoot().getSchema();
    }
}
