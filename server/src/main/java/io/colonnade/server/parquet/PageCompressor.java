package io.colonnade.server.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses one page after the other into the same memory: what it returns holds until the next page. Parquet's own codecs would
 * need Hadoop at run time. Not thread-safe.
 */
abstract class PageCompressor implements BytesInputCompressor, AutoCloseable {
    private final CompressionCodecName name;
    private byte[] compressed = new byte[0];

    PageCompressor(CompressionCodecName name) {
        this.name = name;
    }

    @Override
    public final BytesInput compress(BytesInput page) throws IOException {
        ByteBuffer bytes = page.toByteBuffer();
        int length = compress(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        return BytesInput.from(compressed, 0, length);
    }

    /** Returns how long what a buffer has from a place on would be. */
    final int size(PageBuffer buffer, int from) {
        return compress(buffer.array(), from, buffer.length() - from);
    }

    final long memory() {
        return compressed.length;
    }

    private int compress(byte[] bytes, int from, int count) {
        int most = most(count);
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        return compress(bytes, from, count, compressed);
    }

    /** Returns how many bytes so many may become. */
    abstract int most(int count);

    /** Compresses bytes, and returns how many they have become. */
    abstract int compress(byte[] bytes, int from, int count, byte[] into);

    @Override
    public final CompressionCodecName getCodecName() {
        return name;
    }

    /** The file's writer releases what it has borrowed; whoever opened it closes it. */
    @Override
    public final void release() {}

    @Override
    public void close() {}
}
