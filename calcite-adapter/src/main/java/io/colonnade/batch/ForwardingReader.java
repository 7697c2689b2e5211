package io.colonnade.batch;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Another reader's rows in its own vectors, for those that do something beside handing them on. Owns the other reader. Threads as
 * {@link BatchReader}.
 */
public abstract class ForwardingReader extends BatchReader {
    private final BatchReader rows;

    /** Creates a reader that closes the other when it is closed. */
    protected ForwardingReader(BatchReader rows, BufferAllocator allocator) {
        super(allocator);
        this.rows = rows;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        return rows.loadNextBatch();
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
    protected final void closeReadSource() {}

    @Override
    protected final Schema readSchema() throws IOException {
        return getVectorSchemaRoot().getSchema();
    }
}
