package io.colonnade.server.format;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The rows of a result as JSON objects. For one thread. */
final class JsonRows {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Column[] columns;
    private final CellWriter[] cells;
    private final byte[][] labels;

    JsonRows(VectorSchemaRoot root, JsonNumbers numbers) {
        List<Column> all = Column.all(root);
        columns = all.toArray(Column[]::new);
        cells = all.stream().map(column -> cell(column, numbers)).toArray(CellWriter[]::new);
        labels = all.stream().map(column -> label(column.name())).toArray(byte[][]::new);
    }

    private static byte[] label(String name) {
        byte[] string = JsonText.string(name);
        byte[] label = new byte[string.length + 2];
        label[0] = ',';
        System.arraycopy(string, 0, label, 1, string.length);
        label[label.length - 1] = ':';
        return label;
    }

    private static CellWriter cell(Column column, JsonNumbers numbers) {
        return switch (column.kind()) {
            case NUMBER, BOOLEAN -> column.plain();
            case EXACT_NUMBER ->
                numbers == JsonNumbers.NATIVE ? column.plain() : column.plain().quoted();
            case FLOATING -> floating(column);
            case MOMENT -> column.plain().quoted();
            case TEXT -> new JsonText(TextValues.of(column.vector()));
            case JSON -> new EmbeddedJson(TextValues.of(column.vector()));
            case BINARY -> new Base64Cells(TextValues.of(column.vector())).quoted();
        };
    }

    /** JSON has no word for what is not a number. */
    private static CellWriter floating(Column column) {
        CellWriter number = column.plain();
        CellWriter word = number.quoted();
        if (column.vector() instanceof Float8Vector doubles) {
            return (row, out) -> (Double.isFinite(doubles.get(row)) ? number : word).write(row, out);
        }
        Float4Vector floats = (Float4Vector) column.vector();
        return (row, out) -> (Float.isFinite(floats.get(row)) ? number : word).write(row, out);
    }

    /** Looks at the batch that the root holds now. */
    void begin() {
        for (Column column : columns) {
            column.begin();
        }
    }

    void write(int row, ByteSink out) throws IOException {
        out.put('{');
        for (int i = 0; i < cells.length; i++) {
            byte[] label = labels[i];
            int comma = i == 0 ? 1 : 0;
            out.put(label, comma, label.length - comma);
            if (columns[i].isNull(row)) {
                out.put(NULL);
            } else {
                cells[i].write(row, out);
            }
        }
        out.put('}');
    }
}
