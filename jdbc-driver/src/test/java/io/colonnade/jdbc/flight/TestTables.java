package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.ipc.IpcMessages;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

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

    @Override
    public void close() {
        // Throws if anything is still allocated.
        allocator.close();
    }
}
