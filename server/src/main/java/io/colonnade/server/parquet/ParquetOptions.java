package io.colonnade.server.parquet;

/**
 * How a Parquet file is written.
 *
 * @param compressionLevel Zstandard's, 1 to 22
 * @param rowGroupBytes how many bytes of compressed pages a row group may have, which are held in memory until it is written
 * @param rowGroupRows how many rows a row group may have
 * @param keyFilters whether a Bloom filter is written for each column that is part of its batch's key
 */
public record ParquetOptions(int compressionLevel, long rowGroupBytes, int rowGroupRows, boolean keyFilters) {
    /** For an answer that is sent as it is written: little is held, and readers take it whole, without looking for keys. */
    public static final ParquetOptions STREAMED = new ParquetOptions(3, 16 << 20, 1 << 20, false);

    private static final int HIGHEST_LEVEL = 22;

    public ParquetOptions {
        if (compressionLevel < 1 || compressionLevel > HIGHEST_LEVEL || rowGroupBytes < 1 || rowGroupRows < 1) {
            throw new IllegalArgumentException(
                    compressionLevel + ", " + rowGroupBytes + " bytes, " + rowGroupRows + " rows");
        }
    }
}
