package io.colonnade.server.format;

import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Hands each row on as texts, with a null in place of NULL, for comparing results. Not thread-safe. */
public final class RowTexts implements BatchWriter {
    private final VectorSchemaRoot root;
    private final RowText texts;
    private final Consumer<List<@Nullable String>> rows;

    /**
     * Creates a writer of the rows that the root will hold.
     *
     * @param rows takes each row; what it throws ends the result
     */
    public RowTexts(VectorSchemaRoot root, Consumer<List<@Nullable String>> rows) {
        this.root = root;
        this.texts = new RowText(root);
        this.rows = rows;
    }

    /** Returns the columns' names. */
    public List<String> columns() {
        return texts.columns().stream().map(Column::name).toList();
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() {
        texts.begin();
        for (int row = 0; row < root.getRowCount(); row++) {
            rows.accept(texts.of(row));
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
