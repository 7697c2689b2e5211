package io.colonnade.source.jdbc;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import org.apache.arrow.vector.TimeMicroVector;

/** Times of day, in microseconds. */
record TimeWriter(TimeMicroVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        LocalTime value = rows.getObject(index, LocalTime.class);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactTimes.microsecondOfDay(value, column));
        return 0;
    }
}
