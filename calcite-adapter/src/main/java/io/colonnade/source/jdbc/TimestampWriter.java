package io.colonnade.source.jdbc;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.apache.arrow.vector.TimeStampVector;

/** Timestamps without zone, as microseconds since 1970 on a clock of their own. */
record TimestampWriter(TimeStampVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        LocalDateTime value = rows.getObject(index, LocalDateTime.class);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactTimes.microseconds(value, column));
        return 0;
    }
}
