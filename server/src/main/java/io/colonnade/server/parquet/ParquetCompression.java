package io.colonnade.server.parquet;

/** What the pages of a Parquet file are compressed with. */
public enum ParquetCompression {
    ZSTD {
        @Override
        PageCompressor open() {
            return new ZstdPages();
        }
    },
    /** For readers that know nothing later. */
    SNAPPY {
        @Override
        PageCompressor open() {
            return new SnappyPages();
        }
    },
    GZIP {
        @Override
        PageCompressor open() {
            return new GzipPages();
        }
    },
    NONE {
        @Override
        PageCompressor open() {
            return new PlainPages();
        }
    };

    abstract PageCompressor open();
}
