package io.colonnade.server.format;

import io.colonnade.server.parquet.ParquetOptions;
import io.colonnade.server.parquet.ParquetOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A Parquet file; without {@link #finish} it has no footer. */
public final class ParquetBatchWriter implements BatchWriter {
    private final ParquetOutput file;

    /**
     * Creates a writer; nothing is written yet.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param out takes the bytes; the caller closes it
     */
    public ParquetBatchWriter(VectorSchemaRoot root, OutputStream out, ParquetOptions options) {
        try {
            file = new ParquetOutput(root, out, options);
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
    public boolean isFull() {
        return file.isFull();
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
