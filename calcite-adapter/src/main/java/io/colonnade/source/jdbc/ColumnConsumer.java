package io.colonnade.source.jdbc;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.FieldVector;

/** One column of the result, with its rule for NULL chosen once. */
interface ColumnConsumer {
    /** Takes the value of the current row and returns the bytes that it takes beyond its fixed width. */
    int consume(ResultSet rows, int row) throws SQLException;

    /** Returns a consumer for the column that writes with the writer. */
    static ColumnConsumer of(ResultColumn column, FieldVector vector, ValueWriter writer) {
        return column.nullable() ? new Optional(vector, writer) : new Required(column, writer);
    }

    /** Takes NULL. */
    record Optional(FieldVector vector, ValueWriter writer) implements ColumnConsumer {
        @Override
        public int consume(ResultSet rows, int row) throws SQLException {
            int bytes = writer.write(rows, row);
            if (bytes != ValueWriter.NULL) {
                return bytes;
            }
            vector.setNull(row);
            return 0;
        }
    }

    /** Refuses NULL. */
    record Required(ResultColumn column, ValueWriter writer) implements ColumnConsumer {
        @Override
        public int consume(ResultSet rows, int row) throws SQLException {
            int bytes = writer.write(rows, row);
            if (bytes == ValueWriter.NULL) {
                throw Misfit.nullValue(column);
            }
            return bytes;
        }
    }
}
