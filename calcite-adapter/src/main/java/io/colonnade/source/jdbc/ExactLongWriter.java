package io.colonnade.source.jdbc;

import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.BigIntVector;

/** Wider numbers that must be integers of eight bytes. */
record ExactLongWriter(BigIntVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactNumbers.integer(value, Long.MIN_VALUE, Long.MAX_VALUE, column));
        return 0;
    }
}
