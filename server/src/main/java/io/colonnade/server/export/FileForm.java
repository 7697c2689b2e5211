package io.colonnade.server.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.colonnade.server.format.ArrowBatchWriter;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ParquetBatchWriter;
import io.colonnade.server.format.ResultFormat;
import io.colonnade.server.parquet.ParquetCompression;
import io.colonnade.server.parquet.ParquetKey;
import io.colonnade.server.parquet.ParquetOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * What the files of an export are like, as its options say. Immutable.
 *
 * @param key what Parquet's files are encrypted with; null where nothing of the file is encrypted by us
 */
record FileForm(CopyOptions options, @Nullable ParquetKey key) {
    private static final int ZSTD_LEVEL = 3;
    private static final int ROW_GROUP_ROWS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    FileForm {
        if (key != null && options.format() != ExportFormat.PARQUET) {
            throw new IllegalArgumentException(options.format() + " is not encrypted");
        }
    }

    /** Returns what stands around the rows' own bytes; who closes it ends the compression and closes the file. */
    OutputStream around(OutputStream file) throws IOException {
        return options.format() == ExportFormat.CSV ? compressed(file) : file;
    }

    private OutputStream compressed(OutputStream file) throws IOException {
        return switch (options.compression()) {
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL);
            case GZIP -> new GZIPOutputStream(file, BUFFER);
            case NONE -> file;
            case SNAPPY -> throw unknown();
        };
    }

    BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
        return switch (options.format()) {
            case PARQUET -> new ParquetBatchWriter(root, out, parquet());
            case CSV -> (options.header() ? ResultFormat.CSV : ResultFormat.CSV_WITHOUT_HEADER).writer(root, out);
            case ARROW -> arrow(root, out);
        };
    }

    private BatchWriter arrow(VectorSchemaRoot root, OutputStream out) {
        return switch (options.compression()) {
            case ZSTD -> ArrowBatchWriter.compressedFile(root, out);
            case NONE -> ResultFormat.ARROW_FILE.writer(root, out);
            case SNAPPY, GZIP -> throw unknown();
        };
    }

    /** Columns that are encrypted have no Bloom filters: DuckDB (1.5, 2.0) reads none of a column that has one. */
    private ParquetOptions parquet() {
        return new ParquetOptions(pages(), options.rowGroupBytes(), ROW_GROUP_ROWS, key == null, key);
    }

    private ParquetCompression pages() {
        return switch (options.compression()) {
            case ZSTD -> ParquetCompression.ZSTD;
            case SNAPPY -> ParquetCompression.SNAPPY;
            case GZIP -> ParquetCompression.GZIP;
            case NONE -> ParquetCompression.NONE;
        };
    }

    /** Returns what the files' names end with. */
    String extension() {
        String extension = "." + options.format().extension();
        if (options.format() != ExportFormat.CSV) {
            return extension;
        }
        return switch (options.compression()) {
            case ZSTD -> extension + ".zst";
            case GZIP -> extension + ".gz";
            case NONE -> extension;
            case SNAPPY -> throw unknown();
        };
    }

    /** The options refuse such a form before. */
    private IllegalStateException unknown() {
        return new IllegalStateException(options.format() + " with " + options.compression());
    }
}
