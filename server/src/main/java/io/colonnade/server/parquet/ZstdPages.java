package io.colonnade.server.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Zstandard. */
final class ZstdPages extends PageCompressor {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();

    ZstdPages() {
        super(CompressionCodecName.ZSTD);
        zstd.setLevel(LEVEL);
    }

    @Override
    int most(int count) {
        return Math.toIntExact(Zstd.compressBound(count));
    }

    @Override
    int compress(byte[] bytes, int from, int count, byte[] into) {
        return zstd.compressByteArray(into, 0, into.length, bytes, from, count);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
