package io.colonnade.batch;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A few rows that the server itself has to say, in one batch; there is nothing to wait for. Threads as {@link BatchReader}. */
public abstract class OneBatchReader extends BatchReader {
    private final Schema schema;
    private boolean done;

    /** Creates a reader of rows with this schema. */
    protected OneBatchReader(Schema schema, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
    }

    /** Fills the vectors, which are empty, and returns how many rows there are. */
    protected abstract int fill(VectorSchemaRoot root);

    @Override
    public final boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        VectorSchemaRoot root = getVectorSchemaRoot();
        int rows = done ? 0 : fill(root);
        done = true;
        root.setRowCount(rows);
        return rows > 0;
    }

    @Override
    public final void cancel() {}

    @Override
    public final long bytesRead() {
        return 0;
    }

    @Override
    protected final void closeReadSource() {}

    @Override
    protected final Schema readSchema() {
        return schema;
    }
}
