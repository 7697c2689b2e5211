package io.colonnade.server.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The rows of a result as texts, for people and for comparisons. Not thread-safe, like the vectors. */
final class RowText {
    private final List<Column> columns;
    private final WrittenText written = new WrittenText();

    RowText(VectorSchemaRoot root) {
        columns = Column.all(root);
    }

    List<Column> columns() {
        return columns;
    }

    /** Looks at the batch that the root holds now. */
    void begin() {
        columns.forEach(Column::begin);
    }

    /** Returns the values of a row, with a null in place of NULL. */
    List<@Nullable String> of(int row) {
        List<@Nullable String> texts = new ArrayList<>(columns.size());
        for (Column column : columns) {
            texts.add(column.isNull(row) ? null : text(column, row));
        }
        return Collections.unmodifiableList(texts);
    }

    private String text(Column column, int row) {
        try {
            return written.of(column.plain(), row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
