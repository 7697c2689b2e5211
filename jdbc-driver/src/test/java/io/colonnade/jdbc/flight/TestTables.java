package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.ipc.IpcMessages;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Small tables in Arrow's own bytes for {@link TestFlightServer}; closing it proves that none of them leaked. */
public final class TestTables implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();

    /** Columns id (never null), Name (with metadata) and total (null in every second row); ids from the first on. */
    public IpcMessages people(int first, int rows) {
        Map<String, String> metadata =
                Map.of("ARROW:FLIGHT:SQL:TYPE_NAME", "text", "ARROW:FLIGHT:SQL:TABLE_NAME", "people");
        FieldType text = new FieldType(false, new ArrowType.Utf8(), null, metadata);
        try (IntVector id = new IntVector(Field.notNullable("id", new ArrowType.Int(32, true)), allocator);
                VarCharVector name = new VarCharVector(new Field("Name", text, null), allocator);
                DecimalVector total = new DecimalVector("total", allocator, 12, 2)) {
            for (int i = 0; i < rows; i++) {
                id.setSafe(i, first + i);
                name.setSafe(i, ("n" + (first + i)).getBytes(StandardCharsets.UTF_8));
                if (i % 2 == 0) {
                    total.setSafe(i, new BigDecimal("1.50"));
                } else {
                    total.setNull(i);
                }
            }
            VectorSchemaRoot root = new VectorSchemaRoot(List.of(id, name, total));
            root.setRowCount(rows);
            return IpcMessages.of(root);
        }
    }

    /** One row of text columns and, last, the bytes of a schema: what GetTables answers. */
    IpcMessages listing(List<String> names, List<String> values, byte[] schema) {
        List<FieldVector> vectors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            VarCharVector vector = new VarCharVector(names.get(i), allocator);
            vector.setSafe(0, values.get(i).getBytes(StandardCharsets.UTF_8));
            vectors.add(vector);
        }
        VarBinaryVector bytes = new VarBinaryVector("table_schema", allocator);
        bytes.setSafe(0, schema);
        vectors.add(bytes);
        try (VectorSchemaRoot root = new VectorSchemaRoot(vectors)) {
            root.setRowCount(1);
            return IpcMessages.of(root);
        }
    }

    /** Name, version and transaction support in the dense union that GetSqlInfo answers with. */
    VectorSchemaRoot sqlInfo(String name, String version) {
        Field text = Field.nullable("string_value", new ArrowType.Utf8());
        Field number = Field.nullable("int32_bitmask", new ArrowType.Int(32, true));
        ArrowType type = new ArrowType.Union(UnionMode.Dense, new int[] {0, 3});
        Field value = new Field("value", new FieldType(false, type, null), List.of(text, number));
        Field info = Field.notNullable("info_name", new ArrowType.Int(32, false));
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(info, value)), allocator);
        UInt4Vector names = (UInt4Vector) root.getVector(0);
        DenseUnionVector values = (DenseUnionVector) root.getVector(1);
        names.allocateNew(3);
        values.allocateNew();
        byte texts = 0;
        byte numbers = 3;
        VarCharVector strings = (VarCharVector) values.getVectorByType(texts);
        IntVector ints = (IntVector) values.getVectorByType(numbers);
        for (int row = 0; row < 3; row++) {
            names.set(row, row == 2 ? 8 : row);
            values.setTypeId(row, row == 2 ? numbers : texts);
            values.setOffset(row, row == 2 ? 0 : row);
        }
        strings.setSafe(0, name.getBytes(StandardCharsets.UTF_8));
        strings.setSafe(1, version.getBytes(StandardCharsets.UTF_8));
        strings.setValueCount(2);
        ints.setSafe(0, 1);
        ints.setValueCount(1);
        root.setRowCount(3);
        strings.setValueCount(2);
        ints.setValueCount(1);
        return root;
    }

    @Override
    public void close() {
        // Throws if anything is still allocated.
        allocator.close();
    }
}
