package io.colonnade.jdbc.ipc;

import java.sql.SQLException;

/** A column of Arrow's null type: no buffers, no values. */
final class NullReader extends ColumnReader {
    NullReader(ArrowField field) {
        super(field);
    }

    @Override
    void load(BatchBody body) throws SQLException {
        nodeOf(body);
    }

    @Override
    void loadValues(BatchBody body, int rows) {}

    @Override
    public boolean isNull(int row) {
        return true;
    }

    @Override
    public Object value(int row) throws SQLException {
        throw unreadable("a value");
    }
}
