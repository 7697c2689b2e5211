package io.colonnade.server.flight;

import io.colonnade.server.session.Compression;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.compression.ZstdCompressionCodec;
import org.apache.arrow.flight.CompressedBodies;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one stream on their way out. gRPC sends the very buffers that a reader has filled, and may still do so when
 * the stream has ended; so they become the door's own first, and whoever made them never sees them again. One thread.
 */
final class OutgoingRows implements AutoCloseable {
    private static final int FASTEST_LEVEL = 1;

    private final ServerStreamListener listener;
    private final Compression compression;
    private final BufferAllocator allocator;
    private @Nullable VectorSchemaRoot root;

    OutgoingRows(ServerStreamListener listener, Compression compression, BufferAllocator allocator) {
        this.listener = listener;
        this.compression = compression;
        this.allocator = allocator;
        listener.setUseZeroCopy(true);
    }

    /** Announces the schema, the first time that it is called. */
    void start(Schema schema) {
        if (root != null) {
            return;
        }
        VectorSchemaRoot started = VectorSchemaRoot.create(schema, allocator);
        root = started;
        listener.start(started);
        switch (compression) {
            case NONE -> {}
            case LZ4 -> CompressedBodies.compress(listener, started, new Lz4Codec());
            case ZSTD -> CompressedBodies.compress(listener, started, new ZstdCompressionCodec(FASTEST_LEVEL));
        }
    }

    /** Sends a batch, which is empty afterwards. */
    void send(VectorSchemaRoot batch) {
        VectorSchemaRoot outgoing = Objects.requireNonNull(root, "not started");
        List<FieldVector> vectors = outgoing.getFieldVectors();
        for (int i = 0; i < vectors.size(); i++) {
            batch.getVector(i).makeTransferPair(vectors.get(i)).transfer();
        }
        outgoing.setRowCount(batch.getRowCount());
        listener.putNext();
        outgoing.clear();
    }

    @Override
    public void close() {
        if (root != null) {
            root.close();
        }
    }
}
