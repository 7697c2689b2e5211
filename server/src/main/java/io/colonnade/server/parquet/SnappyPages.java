package io.colonnade.server.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Snappy. */
final class SnappyPages extends PageCompressor {
    private final SnappyCompressor snappy = new SnappyCompressor();

    SnappyPages() {
        super(CompressionCodecName.SNAPPY);
    }

    @Override
    int most(int count) {
        return snappy.maxCompressedLength(count);
    }

    @Override
    int compress(byte[] bytes, int from, int count, byte[] into) {
        return snappy.compress(bytes, from, count, into, 0, into.length);
    }
}
