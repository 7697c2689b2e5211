package io.colonnade.server.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Collects a small result as text, for showing it to people in another shape than a stream. Not thread-safe. */
public final class TextRows implements BatchWriter {
    private final VectorSchemaRoot root;
    private final RowText texts;
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a collector of the rows that the root will hold. */
    public TextRows(VectorSchemaRoot root) {
        this.root = root;
        this.texts = new RowText(root);
    }

    /** Returns the columns. */
    public List<TextTable.Column> columns() {
        return texts.columns().stream()
                .map(column -> new TextTable.Column(column.name(), isNumber(column)))
                .toList();
    }

    /** Returns the rows so far; NULL is the word. */
    public List<List<String>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Looks at the batch that the root holds now. */
    void begin() {
        texts.begin();
    }

    /** Returns the values of one row of that batch. */
    List<String> row(int index) {
        List<String> values = new ArrayList<>();
        for (String value : texts.of(index)) {
            values.add(value == null ? "NULL" : value);
        }
        return values;
    }

    @Override
    public void start() {}

    @Override
    public void writeBatch() {
        begin();
        for (int row = 0; row < root.getRowCount(); row++) {
            rows.add(row(row));
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}

    private static boolean isNumber(Column column) {
        return switch (column.kind()) {
            case NUMBER, FLOATING, EXACT_NUMBER -> true;
            case BOOLEAN, MOMENT, TEXT, JSON, BINARY -> false;
        };
    }
}
