package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.BitVector;

/** Truth values. */
record BooleanWriter(BitVector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        boolean value = rows.getBoolean(index);
        if (rows.wasNull()) {
            return NULL;
        }
        vector.setSafe(row, value ? 1 : 0);
        return 0;
    }
}
