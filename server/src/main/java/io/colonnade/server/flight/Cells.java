package io.colonnade.server.flight;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

/** Writes the rows of metadata tables, whose columns are of the few types that Flight SQL uses there. */
final class Cells {
    private Cells() {}

    /** Writes rows; each has one value per column of the root: String, Integer, Boolean, byte[], List of String, or null. */
    static void write(VectorSchemaRoot root, List<@Nullable Object[]> rows) {
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] values = rows.get(row);
            for (int column = 0; column < values.length; column++) {
                set(root.getVector(column), row, values[column]);
            }
        }
        root.setRowCount(rows.size());
    }

    private static void set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (vector instanceof VarCharVector text) {
            text.setSafe(row, utf8((String) value));
        } else if (vector instanceof IntVector number) {
            number.setSafe(row, (Integer) value);
        } else if (vector instanceof UInt1Vector number) {
            number.setSafe(row, (Integer) value);
        } else if (vector instanceof UInt4Vector number) {
            number.setSafe(row, (Integer) value);
        } else if (vector instanceof BitVector bit) {
            bit.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(row, (byte[]) value);
        } else if (vector instanceof ListVector list) {
            setList(list, row, (List<?>) value);
        } else {
            throw new IllegalArgumentException("No metadata column has the type " + vector.getField());
        }
    }

    static void setList(ListVector list, int row, List<?> values) {
        int start = list.startNewValue(row);
        FieldVector items = list.getDataVector();
        for (int i = 0; i < values.size(); i++) {
            set(items, start + i, values.get(i));
        }
        list.endValue(row, values.size());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
