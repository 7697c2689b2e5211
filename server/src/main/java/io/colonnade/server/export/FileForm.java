package io.colonnade.server.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ParquetBatchWriter;
import io.colonnade.server.format.ResultFormat;
import io.colonnade.server.parquet.ParquetOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What the files of an export are like, as its options say. Immutable. */
record FileForm(CopyOptions options) {
    private static final int ZSTD_LEVEL = 3;
    private static final int ROW_GROUP_ROWS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    /** Returns what stands around the rows' own bytes; who closes it ends the compression and closes the file. */
    OutputStream around(OutputStream file) throws IOException {
        if (options.format() != ExportFormat.CSV) {
            return file;
        }
        return switch (options.compression()) {
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL);
            case GZIP -> new GZIPOutputStream(file, BUFFER);
            case NONE -> file;
        };
    }

    BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
        return switch (options.format()) {
            case PARQUET -> new ParquetBatchWriter(root, out, parquet());
            case CSV -> (options.header() ? ResultFormat.CSV : ResultFormat.CSV_WITHOUT_HEADER).writer(root, out);
            case ARROW -> ResultFormat.ARROW_FILE.writer(root, out);
        };
    }

    private ParquetOptions parquet() {
        return new ParquetOptions(ZSTD_LEVEL, options.rowGroupBytes(), ROW_GROUP_ROWS, true);
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
        };
    }
}
