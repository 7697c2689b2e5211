package io.colonnade.source.jdbc;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.apache.arrow.vector.DateDayVector;

/** Dates, as days since 1970. */
record DateWriter(DateDayVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        LocalDate value = rows.getObject(index, LocalDate.class);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactTimes.day(value, column));
        return 0;
    }
}
