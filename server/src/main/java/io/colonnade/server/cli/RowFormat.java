package io.colonnade.server.cli;

import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ResultFormat;
import io.colonnade.server.format.TableBatchWriter;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What rows are printed as. */
enum RowFormat {
    TABLE,
    CSV,
    JSON,
    NDJSON,
    ARROW;

    /** Creates what prints the batches of a root; the caller closes it. */
    BatchWriter writer(VectorSchemaRoot root, OutputStream out) {
        return switch (this) {
            case TABLE -> new TableBatchWriter(root, out);
            case CSV -> ResultFormat.CSV.writer(root, out);
            case JSON -> ResultFormat.JSON.writer(root, out);
            case NDJSON -> ResultFormat.NDJSON.writer(root, out);
            case ARROW -> ResultFormat.ARROW.writer(root, out);
        };
    }
}
