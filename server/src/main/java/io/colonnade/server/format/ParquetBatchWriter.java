package io.colonnade.server.format;

import io.colonnade.server.parquet.ParquetOptions;
import io.colonnade.server.parquet.ParquetOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A Parquet file; without {@link #finish} it has no footer. */
final class ParquetBatchWriter implements BatchWriter {
    private final ParquetOutput file;

    ParquetBatchWriter(VectorSchemaRoot root, OutputStream out) {
        try {
            file = new ParquetOutput(root, out, ParquetOptions.STREAMED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() throws IOException {
        file.start();
    }

    @Override
    public void writeBatch() throws IOException {
        file.write();
    }

    @Override
    public long held() {
        return file.held();
    }

    @Override
    public void finish() throws IOException {
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
