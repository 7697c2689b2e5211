package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Comma-separated values as RFC 4180 has them, in UTF-8. */
final class CsvBatchWriter implements BatchWriter {
    /** Whether the first line names the columns. */
    enum Header {
        PRESENT,
        ABSENT
    }

    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private final VectorSchemaRoot root;
    private final Column[] columns;
    private final CellWriter[] cells;
    private final Header header;
    private final ByteSink out;

    CsvBatchWriter(VectorSchemaRoot root, Header header, OutputStream out) {
        List<Column> all = Column.all(root);
        this.root = root;
        this.columns = all.toArray(Column[]::new);
        this.cells = all.stream().map(CsvBatchWriter::cell).toArray(CellWriter[]::new);
        this.header = header;
        this.out = new ByteSink(out);
    }

    private static CellWriter cell(Column column) {
        return switch (column.kind()) {
            case NUMBER, FLOATING, EXACT_NUMBER, BOOLEAN, MOMENT, BINARY -> column.plain();
            case TEXT, JSON -> new CsvText(TextValues.of(column.vector()));
        };
    }

    @Override
    public void start() throws IOException {
        if (header == Header.ABSENT) {
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            out.put(CsvText.field(columns[i].name()).getBytes(StandardCharsets.UTF_8));
        }
        out.put(END_OF_LINE);
    }

    @Override
    public void writeBatch() throws IOException {
        for (Column column : columns) {
            column.begin();
        }
        int count = root.getRowCount();
        for (int row = 0; row < count; row++) {
            row(row);
        }
        out.handOn();
    }

    private void row(int row) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            if (!columns[i].isNull(row)) {
                cells[i].write(row, out);
            }
        }
        out.put(END_OF_LINE);
    }

    @Override
    public void finish() throws IOException {
        out.handOn();
    }

    @Override
    public void close() {}
}
