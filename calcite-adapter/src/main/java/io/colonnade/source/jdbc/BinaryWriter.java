package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.VarBinaryVector;

/** Bytes. */
record BinaryWriter(VarBinaryVector vector, int index) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        byte[] value = rows.getBytes(index);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, value);
        return value.length;
    }
}
