package io.colonnade.jdbc.ipc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that the driver holds itself, as one batch: what metadata calls answer with. Read by one thread. */
public final class HeldRows implements BatchSource {
    private final List<ColumnReader> columns = new ArrayList<>();
    private final int rows;
    private boolean read;

    /** Each row has a value or null for each field. */
    public HeldRows(List<ArrowField> fields, List<@Nullable Object[]> rows) {
        for (int i = 0; i < fields.size(); i++) {
            columns.add(new HeldColumn(fields.get(i), rows, i));
        }
        this.rows = rows.size();
    }

    @Override
    public List<ColumnReader> columns() {
        return columns;
    }

    @Override
    public boolean hasNextBatch() {
        return !read && rows > 0;
    }

    @Override
    public int nextBatch() {
        if (read) {
            return -1;
        }
        read = true;
        return rows;
    }

    @Override
    public void close() {}
}
