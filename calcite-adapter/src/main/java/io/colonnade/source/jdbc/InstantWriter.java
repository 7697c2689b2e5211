package io.colonnade.source.jdbc;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.apache.arrow.vector.TimeStampVector;

/** Instants, as microseconds since 1970 in UTC. */
record InstantWriter(TimeStampVector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, ExactTimes.microseconds(value, column));
        return 0;
    }
}
