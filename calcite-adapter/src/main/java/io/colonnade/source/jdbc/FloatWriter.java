package io.colonnade.source.jdbc;

import io.colonnade.source.Misfit;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.Float4Vector;

/** Single-precision numbers; what only a double can hold is refused. */
record FloatWriter(Float4Vector vector, int index, ResultColumn column) implements ValueWriter {
    @Override
    public int write(ResultSet rows, int row) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null) {
            return NULL;
        }
        vector.setSafe(row, narrowed(value));
        return 0;
    }

    private float narrowed(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        if (!(value instanceof Number number)) {
            throw Misfit.notOfType(column);
        }
        double wide = number.doubleValue();
        float narrow = (float) wide;
        if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
            throw Misfit.outOfRange(column);
        }
        if (column.promised() && Double.compare(narrow, wide) != 0) {
            throw Misfit.tooPrecise(column);
        }
        return narrow;
    }
}
