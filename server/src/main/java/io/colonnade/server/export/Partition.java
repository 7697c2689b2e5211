package io.colonnade.server.export;

import java.io.IOException;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The rows of one partition: collected until they are worth a batch, then written. Not thread-safe. */
final class Partition implements AutoCloseable {
    private static final int BATCH_ROWS = 1 << 12;

    private final VectorSchemaRoot collected;
    private final FileSeries series;
    private int count;

    Partition(ExportFiles files, String folder, Map<String, @Nullable String> values, VectorSchemaRoot collected) {
        this.collected = collected;
        this.series = new FileSeries(files, folder, values, collected);
    }

    /** Copies a row. */
    void add(FieldVector[] from, int row) throws IOException {
        for (int i = 0; i < from.length; i++) {
            collected.getVector(i).copyFromSafe(row, count, from[i]);
        }
        count++;
        if (count == BATCH_ROWS) {
            write();
        }
    }

    private void write() throws IOException {
        collected.setRowCount(count);
        series.write();
        collected.clear();
        count = 0;
    }

    /** Writes what is collected and completes the file; further rows begin another. */
    void complete() throws IOException {
        if (count > 0) {
            write();
        }
        series.complete();
    }

    @Override
    public void close() {
        series.close();
        collected.close();
    }
}
