package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.Map;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;

/** Arrow's own formats; without {@link #finish} the end-of-stream marker is missing, and the file's index. */
public final class ArrowBatchWriter implements BatchWriter {
    private final ArrowWriter writer;

    private ArrowBatchWriter(ArrowWriter writer) {
        this.writer = writer;
    }

    static ArrowBatchWriter stream(VectorSchemaRoot root, OutputStream out) {
        return new ArrowBatchWriter(
                new ArrowStreamWriter(root, new DictionaryProvider.MapDictionaryProvider(), Channels.newChannel(out)));
    }

    static ArrowBatchWriter file(VectorSchemaRoot root, OutputStream out) {
        return new ArrowBatchWriter(
                new ArrowFileWriter(root, new DictionaryProvider.MapDictionaryProvider(), Channels.newChannel(out)));
    }

    /**
     * Creates a writer of Arrow's file format with every buffer compressed with Zstandard; nothing is written yet.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param out takes the bytes; the caller closes it
     */
    public static ArrowBatchWriter compressedFile(VectorSchemaRoot root, OutputStream out) {
        return new ArrowBatchWriter(new ArrowFileWriter(
                root,
                new DictionaryProvider.MapDictionaryProvider(),
                Channels.newChannel(out),
                Map.of(),
                IpcOption.DEFAULT,
                CommonsCompressionFactory.INSTANCE,
                CompressionUtil.CodecType.ZSTD));
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
        // ArrowWriter.close would write the marker of a good end, also after a failure.
    }
}
