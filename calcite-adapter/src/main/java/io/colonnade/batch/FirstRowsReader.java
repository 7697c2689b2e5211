package io.colonnade.batch;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The first rows of another reader, whose batches it hands on. Behind the last of them it asks once more: an input that ends
 * there by itself then comes to its end, and its connection can be used again. Owns its input. Threads as {@link BatchReader}.
 */
public final class FirstRowsReader extends BatchReader {
    private final BatchReader input;
    private long left;
    private boolean cut;

    /** Creates a reader of so many rows that closes its input when it is closed. */
    public FirstRowsReader(BatchReader input, long rows, BufferAllocator allocator) {
        super(allocator);
        this.input = input;
        this.left = rows;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        return input.getVectorSchemaRoot();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        if (cut || !input.loadNextBatch()) {
            return false;
        }
        VectorSchemaRoot batch = input.getVectorSchemaRoot();
        if (batch.getRowCount() > left) {
            cut = true;
            batch.setRowCount((int) left);
        }
        left -= batch.getRowCount();
        return !cut || batch.getRowCount() > 0;
    }

    @Override
    public void cancel() {
        input.cancel();
    }

    @Override
    public long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() throws IOException {
        return input.getVectorSchemaRoot().getSchema();
    }
}
