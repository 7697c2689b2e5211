package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.Float8Vector;

/** Single-precision numbers as doubles: the same number, not the one that their shortest text names. */
record WidenedFloatWriter(Float8Vector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        float value = rows.getFloat(index);
        if (rows.wasNull()) {
            return NULL;
        }
        vector.setSafe(row, value);
        return 0;
    }
}
