package io.colonnade.server.export;

/** How the files of an export are compressed. */
public enum FileCompression {
    /** Inside of Parquet's pages and Arrow's messages, around CSV. */
    ZSTD,
    /** Around CSV, for readers that know nothing else. */
    GZIP,
    NONE
}
