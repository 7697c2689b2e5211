package io.colonnade.batch;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The first rows of another reader, whose batches it hands on. Behind the last of them it asks once more: an input that ends
 * there by itself then comes to its end, and its connection can be used again. Owns its input. Threads as {@link BatchReader}.
 */
public final class FirstRowsReader extends ForwardingReader {
    private long left;
    private boolean cut;

    /** Creates a reader of so many rows that closes its input when it is closed. */
    public FirstRowsReader(BatchReader input, long rows, BufferAllocator allocator) {
        super(input, allocator);
        this.left = rows;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        if (cut || !super.loadNextBatch()) {
            return false;
        }
        VectorSchemaRoot batch = getVectorSchemaRoot();
        if (batch.getRowCount() > left) {
            cut = true;
            batch.setRowCount((int) left);
        }
        left -= batch.getRowCount();
        return !cut || batch.getRowCount() > 0;
    }
}
