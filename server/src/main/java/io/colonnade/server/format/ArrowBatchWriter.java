package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Arrow's streaming format; without {@link #finish} the end-of-stream marker is missing. */
final class ArrowBatchWriter implements BatchWriter {
    private final ArrowStreamWriter writer;

    ArrowBatchWriter(VectorSchemaRoot root, OutputStream out) {
        writer = new ArrowStreamWriter(root, new DictionaryProvider.MapDictionaryProvider(), Channels.newChannel(out));
    }

    @Override
    public void start() throws IOException {
        writer.start();
    }

    @Override
    public void writeBatch() throws IOException {
        writer.writeBatch();
    }

    @Override
    public void finish() throws IOException {
        writer.end();
    }

    @Override
    public void close() {
        // ArrowStreamWriter.close would write the marker of a good end, also after a failure.
    }
}
