package io.colonnade.server.flight;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes the rows of GetSqlInfo, whose values are a dense union of the six types below. */
final class FactCells {
    private static final byte STRING = 0;
    private static final byte BOOLEAN = 1;
    private static final byte BIGINT = 2;
    private static final byte INTEGER = 3;
    private static final byte STRINGS = 4;
    private static final byte MAP = 5;

    private final UInt4Vector names;
    private final DenseUnionVector values;
    private final int[] written = new int[MAP + 1];

    private FactCells(VectorSchemaRoot root) {
        names = (UInt4Vector) root.getVector("info_name");
        values = (DenseUnionVector) root.getVector("value");
    }

    static void write(VectorSchemaRoot root, Map<Integer, Object> facts) {
        root.allocateNew();
        FactCells cells = new FactCells(root);
        int row = 0;
        for (Map.Entry<Integer, Object> fact : facts.entrySet()) {
            cells.names.setSafe(row, fact.getKey());
            cells.set(row++, fact.getValue());
        }
        for (byte type = 0; type <= MAP; type++) {
            cells.values.getVectorByType(type).setValueCount(cells.written[type]);
        }
        root.setRowCount(row);
    }

    private void set(int row, Object value) {
        byte type = type(value);
        int index = written[type]++;
        values.setTypeId(row, type);
        values.getOffsetBuffer().setInt((long) row * DenseUnionVector.OFFSET_WIDTH, index);
        ValueVector child = values.getVectorByType(type);
        switch (type) {
            case STRING -> ((VarCharVector) child).setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
            case BOOLEAN -> ((BitVector) child).setSafe(index, (Boolean) value ? 1 : 0);
            case BIGINT -> ((BigIntVector) child).setSafe(index, (Long) value);
            case INTEGER -> ((IntVector) child).setSafe(index, (Integer) value);
            case STRINGS -> Cells.setList((ListVector) child, index, (List<?>) value);
            default -> setMap((MapVector) child, index, (Map<?, ?>) value);
        }
    }

    private static byte type(Object value) {
        if (value instanceof String) {
            return STRING;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof Long) {
            return BIGINT;
        } else if (value instanceof Integer) {
            return INTEGER;
        } else if (value instanceof List) {
            return STRINGS;
        } else if (value instanceof Map) {
            return MAP;
        }
        throw new IllegalArgumentException("No fact is a " + value.getClass());
    }

    private static void setMap(MapVector map, int index, Map<?, ?> entries) {
        int at = map.startNewValue(index);
        StructVector struct = (StructVector) map.getDataVector();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            struct.setIndexDefined(at);
            ((IntVector) struct.getChildByOrdinal(0)).setSafe(at, (Integer) entry.getKey());
            Cells.setList((ListVector) struct.getChildByOrdinal(1), at, (List<?>) entry.getValue());
            at++;
        }
        map.endValue(index, entries.size());
    }
}
