package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Brings an Arrow stream into vectors and looks at no value: the same work as {@link FlightReader}'s. */
final class ArrowVectors implements BodyReader {
    private final RootAllocator allocator = new RootAllocator();
    private final ByteBuffer rest = ByteBuffer.allocate(1 << 8);

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        long rows = 0;
        long first = 0;
        try (ArrowStreamReader reader = new ArrowStreamReader(body, allocator)) {
            while (reader.loadNextBatch()) {
                first = first == 0 ? System.nanoTime() : first;
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        // Arrow's reader stops at the end of the stream, behind which HTTP has an end of its own.
        int read = 0;
        while (read >= 0) {
            read = body.read(rest.clear());
        }
        return new Client.Reading(rows, first);
    }

    @Override
    public void close() {
        allocator.close();
    }
}
