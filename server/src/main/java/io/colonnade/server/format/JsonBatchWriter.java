package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * One JSON array with an object a row. What is not finished lacks the closing bracket. Line breaks stand between rows and
 * nowhere else, so that line tools can be used on the answer.
 */
final class JsonBatchWriter implements BatchWriter {
    private final VectorSchemaRoot root;
    private final JsonRows rows;
    private final ByteSink out;
    private boolean any;

    JsonBatchWriter(VectorSchemaRoot root, JsonNumbers numbers, OutputStream out) {
        this.root = root;
        this.rows = new JsonRows(root, numbers);
        this.out = new ByteSink(out);
    }

    @Override
    public void start() throws IOException {
        out.ascii("[\n");
    }

    @Override
    public void writeBatch() throws IOException {
        rows.begin();
        int count = root.getRowCount();
        for (int row = 0; row < count; row++) {
            if (any) {
                out.ascii(",\n");
            }
            any = true;
            rows.write(row, out);
        }
        out.handOn();
    }

    @Override
    public void finish() throws IOException {
        out.ascii(any ? "\n]\n" : "]\n");
        out.handOn();
    }

    @Override
    public void close() {}
}
