package io.colonnade.server.parquet;

import org.jspecify.annotations.Nullable;

/**
 * How a Parquet file is written.
 *
 * @param rowGroupBytes how many bytes of compressed pages a row group may have, which are held in memory until it is written
 * @param rowGroupRows how many rows a row group may have
 * @param keyFilters whether a Bloom filter is written for each column that is part of its batch's key
 * @param key what everything in the file is encrypted with; null where nothing is
 */
public record ParquetOptions(
        ParquetCompression compression,
        long rowGroupBytes,
        int rowGroupRows,
        boolean keyFilters,
        @Nullable ParquetKey key) {
    /** For an answer that is sent as it is written: little is held, and readers take it whole, without looking for keys. */
    public static final ParquetOptions STREAMED =
            new ParquetOptions(ParquetCompression.ZSTD, 16 << 20, 1 << 20, false, null);

    public ParquetOptions {
        if (rowGroupBytes < 1 || rowGroupRows < 1) {
            throw new IllegalArgumentException(rowGroupBytes + " bytes, " + rowGroupRows + " rows");
        }
    }
}
