package io.colonnade.server.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * An aligned table for people. The first rows decide how wide the columns are; later ones that are wider are written
 * whole and out of line, so that memory stays constant and no value is cut.
 */
public final class TableBatchWriter implements BatchWriter {
    private static final int MEASURED_ROWS = 1_000;

    private final VectorSchemaRoot root;
    private final TextRows rows;
    private final Writer out;
    private final List<List<String>> waiting = new ArrayList<>();
    private TextTable table = TextTable.EMPTY;
    private boolean measured;

    /** Creates a writer. */
    public TableBatchWriter(VectorSchemaRoot root, OutputStream out) {
        this.root = root;
        this.rows = new TextRows(root);
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() throws IOException {
        rows.begin();
        for (int row = 0; row < root.getRowCount(); row++) {
            List<String> values = values(row);
            if (measured) {
                line(table.row(values));
            } else {
                waiting.add(values);
                if (waiting.size() == MEASURED_ROWS) {
                    release();
                }
            }
        }
    }

    @Override
    public void finish() throws IOException {
        if (!measured) {
            release();
        }
        out.flush();
    }

    @Override
    public void close() {}

    private void release() throws IOException {
        measured = true;
        table = TextTable.measure(rows.columns(), waiting);
        for (String header : table.header()) {
            line(header);
        }
        for (List<String> values : waiting) {
            line(table.row(values));
        }
        waiting.clear();
    }

    private List<String> values(int row) {
        return rows.row(row).stream().map(TextTable::printable).toList();
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
