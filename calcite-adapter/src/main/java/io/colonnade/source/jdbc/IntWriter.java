package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.IntVector;

/** Integers of four bytes or fewer. */
record IntWriter(IntVector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        int value = rows.getInt(index);
        if (rows.wasNull()) {
            return NULL;
        }
        vector.setSafe(row, value);
        return 0;
    }
}
