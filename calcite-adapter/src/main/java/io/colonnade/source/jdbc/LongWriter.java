package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.BigIntVector;

/** Integers of eight bytes or fewer. */
record LongWriter(BigIntVector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        long value = rows.getLong(index);
        if (rows.wasNull()) {
            return NULL;
        }
        vector.setSafe(row, value);
        return 0;
    }
}
