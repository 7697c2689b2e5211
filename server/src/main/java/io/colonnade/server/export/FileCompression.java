package io.colonnade.server.export;

/** How the files of an export are compressed. */
public enum FileCompression {
    /** Inside of Parquet's pages and of the buffers of Arrow, around CSV. */
    ZSTD,
    /** Inside of Parquet's pages. */
    SNAPPY,
    /** Inside of Parquet's pages, around CSV. */
    GZIP,
    NONE
}
