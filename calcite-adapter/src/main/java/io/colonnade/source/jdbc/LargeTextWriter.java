package io.colonnade.source.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.LargeVarCharVector;

/** Text with 64-bit offsets. */
record LargeTextWriter(LargeVarCharVector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        String value = rows.getString(index);
        if (value == null) {
            return NULL;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        vector.setSafe(row, text);
        return text.length;
    }
}
