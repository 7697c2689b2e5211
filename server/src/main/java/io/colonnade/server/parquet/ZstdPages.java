package io.colonnade.server.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses one page after the other with Zstandard, into the same memory: what it returns holds until the next page. Parquet's own
 * codec would need Hadoop at run time.
 */
final class ZstdPages implements BytesInputCompressor, AutoCloseable {
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private byte[] compressed = new byte[0];

    ZstdPages(int level) {
        zstd.setLevel(level);
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        ByteBuffer bytes = page.toByteBuffer();
        int length = compress(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        return BytesInput.from(compressed, 0, length);
    }

    /** Returns how long what a buffer has from a place on would be. */
    int size(PageBuffer buffer, int from) {
        return compress(buffer.array(), from, buffer.length() - from);
    }

    long memory() {
        return compressed.length;
    }

    private int compress(byte[] bytes, int from, int count) {
        int most = Math.toIntExact(Zstd.compressBound(count));
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        return zstd.compressByteArray(compressed, 0, compressed.length, bytes, from, count);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        close();
    }

    @Override
    public void close() {
        zstd.close();
    }
}
