package io.colonnade.server.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Collects a small result as text, for showing it to people in another shape than a stream. Not thread-safe. */
public final class TextRows implements BatchWriter {
    private final VectorSchemaRoot root;
    private final List<CellText> cells;
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a collector of the rows that the root will hold. */
    public TextRows(VectorSchemaRoot root) {
        this.root = root;
        this.cells = root.getFieldVectors().stream()
                .map(vector -> CellText.of(vector, CellText.Bytes.HEX))
                .toList();
    }

    /** Returns the columns. */
    public List<TextTable.Column> columns() {
        return cells.stream()
                .map(cell -> new TextTable.Column(cell.name(), isNumber(cell)))
                .toList();
    }

    /** Returns the rows so far; NULL is the word. */
    public List<List<String>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Returns the values of one row of the batch that the root holds now. */
    List<String> row(int index) {
        List<String> values = new ArrayList<>(cells.size());
        for (CellText cell : cells) {
            values.add(cell.isNull(index) ? "NULL" : cell.text(index));
        }
        return values;
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() {
        for (int row = 0; row < root.getRowCount(); row++) {
            rows.add(row(row));
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}

    private static boolean isNumber(CellText cell) {
        return cell.kind() == CellText.Kind.NUMBER || cell.kind() == CellText.Kind.EXACT_NUMBER;
    }
}
