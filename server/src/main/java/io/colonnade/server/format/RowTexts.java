package io.colonnade.server.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Hands each row on as texts, with a null in place of NULL, for comparing results. Not thread-safe. */
public final class RowTexts implements BatchWriter {
    private final VectorSchemaRoot root;
    private final List<CellText> cells;
    private final Consumer<List<@Nullable String>> rows;

    /**
     * Creates a writer of the rows that the root will hold.
     *
     * @param rows takes each row; what it throws ends the result
     */
    public RowTexts(VectorSchemaRoot root, Consumer<List<@Nullable String>> rows) {
        this.root = root;
        this.cells = root.getFieldVectors().stream()
                .map(vector -> CellText.of(vector, CellText.Bytes.HEX))
                .toList();
        this.rows = rows;
    }

    /** Returns the columns' names. */
    public List<String> columns() {
        return cells.stream().map(CellText::name).toList();
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() {
        for (int index = 0; index < root.getRowCount(); index++) {
            List<@Nullable String> row = new ArrayList<>(cells.size());
            for (CellText cell : cells) {
                row.add(cell.isNull(index) ? null : cell.text(index));
            }
            rows.accept(Collections.unmodifiableList(row));
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
