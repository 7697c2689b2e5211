package io.colonnade.jdbc.ipc;

import java.math.BigDecimal;
import java.sql.SQLException;
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
    public int nextBatch() {
        if (read) {
            return -1;
        }
        read = true;
        return rows;
    }

    @Override
    public void close() {}

    /** One column of them; text, whole numbers and booleans are all there is. */
    private static final class HeldColumn extends ColumnReader {
        private final List<@Nullable Object[]> rows;
        private final int index;

        HeldColumn(ArrowField field, List<@Nullable Object[]> rows, int index) {
            super(field);
            this.rows = rows;
            this.index = index;
        }

        @Override
        void loadValues(BatchBody body, int count) {
            throw new IllegalStateException("held rows are not loaded");
        }

        @Override
        public boolean isNull(int row) {
            return rows.get(row)[index] == null;
        }

        @Override
        public Object value(int row) throws SQLException {
            Object value = rows.get(row)[index];
            if (value == null) {
                throw unreadable("a value");
            }
            return value;
        }

        @Override
        public long longValue(int row) throws SQLException {
            Object value = value(row);
            if (value instanceof Number) {
                return ((Number) value).longValue();
            }
            return value instanceof Boolean ? ((Boolean) value ? 1 : 0) : super.longValue(row);
        }

        @Override
        public double doubleValue(int row) throws SQLException {
            return longValue(row);
        }

        @Override
        public BigDecimal decimalValue(int row) throws SQLException {
            return BigDecimal.valueOf(longValue(row));
        }

        @Override
        public boolean booleanValue(int row) throws SQLException {
            return longValue(row) != 0;
        }
    }
}
