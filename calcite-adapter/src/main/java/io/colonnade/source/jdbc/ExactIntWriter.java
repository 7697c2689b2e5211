package io.colonnade.source.jdbc;

import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.IntVector;

/** Wider numbers that must be integers of four bytes. */
record ExactIntWriter(IntVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, (int) ExactNumbers.integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, column));
        return 0;
    }
}
