package io.colonnade.server.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Pages as they are. */
final class PlainPages extends PageCompressor {
    PlainPages() {
        super(CompressionCodecName.UNCOMPRESSED);
    }

    @Override
    int most(int count) {
        return count;
    }

    @Override
    int compress(byte[] bytes, int from, int count, byte[] into) {
        System.arraycopy(bytes, from, into, 0, count);
        return count;
    }
}
