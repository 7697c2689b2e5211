package io.colonnade.server.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Comma-separated values as RFC 4180 has them, in UTF-8. */
final class CsvBatchWriter implements BatchWriter {
    private static final String END_OF_LINE = "\r\n";

    private final VectorSchemaRoot root;
    private final List<CellText> cells;
    private final Writer out;

    CsvBatchWriter(VectorSchemaRoot root, OutputStream out) {
        this.root = root;
        this.cells = root.getFieldVectors().stream()
                .map(vector -> CellText.of(vector, CellText.Bytes.HEX))
                .toList();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void start() throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            separate(i);
            text(cells.get(i).name());
        }
        out.write(END_OF_LINE);
    }

    @Override
    public void writeBatch() throws IOException {
        for (int row = 0; row < root.getRowCount(); row++) {
            for (int i = 0; i < cells.size(); i++) {
                separate(i);
                value(cells.get(i), row);
            }
            out.write(END_OF_LINE);
        }
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() {}

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private void value(CellText cell, int row) throws IOException {
        if (cell.isNull(row)) {
            return;
        }
        if (cell.kind() == CellText.Kind.TEXT) {
            text(cell.text(row));
        } else {
            out.write(cell.text(row));
        }
    }

    private void text(String value) throws IOException {
        if (!needsQuotes(value)) {
            out.write(value);
            return;
        }
        out.write('"');
        out.write(value.replace("\"", "\"\""));
        out.write('"');
    }

    /** An empty text is quoted, because nothing between two commas is NULL. */
    private static boolean needsQuotes(String value) {
        if (value.isEmpty()) {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ';
    }
}
