package io.colonnade.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Moves one column's value of the current row into its vector. One small class a type. */
interface ValueWriter {
    /** What {@link #write} returns for NULL, having written nothing. */
    int NULL = -1;

    /** Writes the value and returns how many bytes it takes beyond its fixed width, or {@link #NULL}. */
    int write(ResultSet rows, int row) throws SQLException;
}
