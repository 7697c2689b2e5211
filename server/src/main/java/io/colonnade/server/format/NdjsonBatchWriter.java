package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A JSON object a row, each on a line of its own; a last one with the one key {@code error} says why there are not more. */
final class NdjsonBatchWriter implements BatchWriter {
    private final VectorSchemaRoot root;
    private final JsonRows rows;
    private final ByteSink out;
    private boolean inRow;

    NdjsonBatchWriter(VectorSchemaRoot root, JsonNumbers numbers, OutputStream out) {
        this.root = root;
        this.rows = new JsonRows(root, numbers);
        this.out = new ByteSink(out);
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() throws IOException {
        rows.begin();
        int count = root.getRowCount();
        for (int row = 0; row < count; row++) {
            inRow = true;
            rows.write(row, out);
            out.put('\n');
            inRow = false;
        }
        out.handOn();
    }

    @Override
    public void finish() throws IOException {
        out.handOn();
    }

    @Override
    public void fail(String problem) throws IOException {
        if (inRow) {
            out.put('\n');
        }
        out.ascii("{\"error\":");
        out.put(problem.getBytes(StandardCharsets.UTF_8));
        out.ascii("}\n");
        out.handOn();
    }

    @Override
    public void close() {}
}
