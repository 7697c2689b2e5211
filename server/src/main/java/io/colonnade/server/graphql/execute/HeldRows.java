package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** A small result that was read to its end, so that it holds no connection. Not thread-safe. */
final class HeldRows extends BatchReader {
    /** What is read before a result counts as a large one. */
    static final int MOST_ROWS = 10_000;

    /** What all results of one operation may take that are held at a time. */
    static final long MOST_BYTES = 16 << 20;

    private final Schema schema;
    private final ByteShare memory;
    private final long most;
    private final Deque<Held> batches = new ArrayDeque<>();
    private long bytes;
    private long rows;

    private record Held(ArrowRecordBatch batch, long bytes) {}

    private HeldRows(Schema schema, long most, ByteShare memory, BufferAllocator allocator) {
        super(allocator);
        this.schema = schema;
        this.most = most;
        this.memory = memory;
    }

    /**
     * Reads a result, and closes its reader; returns nothing if it is a large one.
     *
     * @param most how many bytes there are for it
     */
    static Optional<BatchReader> of(BatchReader reader, long most, ByteShare memory, BufferAllocator allocator)
            throws IOException {
        try (reader) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            HeldRows held = new HeldRows(root.getSchema(), most, memory, allocator);
            try {
                while (!held.isLarge() && reader.loadNextBatch()) {
                    held.add(root);
                }
            } catch (IOException | RuntimeException | Error e) {
                held.close();
                throw e;
            }
            if (held.isLarge()) {
                held.close();
                return Optional.empty();
            }
            return Optional.of(held);
        }
    }

    private boolean isLarge() {
        return rows > MOST_ROWS || bytes > most;
    }

    private void add(VectorSchemaRoot root) {
        long size = BatchBytes.of(root);
        batches.add(new Held(new VectorUnloader(root).getRecordBatch(), size));
        memory.take(size);
        bytes += size;
        rows += root.getRowCount();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        VectorSchemaRoot root = getVectorSchemaRoot();
        root.clear();
        Held next = batches.poll();
        if (next == null) {
            return false;
        }
        // From now on it counts as the batch that is written.
        memory.give(next.bytes());
        try (ArrowRecordBatch batch = next.batch()) {
            new VectorLoader(root).load(batch);
            return true;
        }
    }

    /** Nothing is under way. */
    @Override
    public void cancel() {}

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    protected void closeReadSource() {
        for (Held held : batches) {
            memory.give(held.bytes());
            held.batch().close();
        }
        batches.clear();
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
