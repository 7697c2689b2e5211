package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.Float8Vector;

/** Double-precision numbers; NaN and infinity are values of theirs. */
record DoubleWriter(Float8Vector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        double value = rows.getDouble(index);
        if (rows.wasNull()) {
            return NULL;
        }
        vector.setSafe(row, value);
        return 0;
    }
}
