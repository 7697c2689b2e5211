package io.colonnade.source.jdbc;

import io.colonnade.source.ExactNumbers;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.Decimal256Vector;

/** Decimals of up to 76 digits. */
record Decimal256Writer(Decimal256Vector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactNumbers.scaled(value, column));
        return 0;
    }
}
