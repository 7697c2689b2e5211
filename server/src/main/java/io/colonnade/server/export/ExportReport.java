package io.colonnade.server.export;

import io.colonnade.batch.BatchReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a {@code COPY} answers: one row that says what has been published. Threads as {@link BatchReader}. */
public final class ExportReport extends BatchReader {
    private static final ArrowType TEXT = new ArrowType.Utf8();
    private static final Schema SCHEMA = new Schema(List.of(
            field("export", TEXT),
            field("destination", TEXT),
            field("rows", new ArrowType.Int(Long.SIZE, true)),
            field("bytes", new ArrowType.Int(Long.SIZE, true)),
            field("files", new ArrowType.Int(Integer.SIZE, true))));

    private final ExportResult result;
    private boolean done;

    /** Creates a reader of the one row. */
    public ExportReport(ExportResult result, BufferAllocator allocator) {
        super(allocator);
        this.result = result;
    }

    private static Field field(String name, ArrowType type) {
        return new Field(name, new FieldType(false, type, null), null);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (done) {
            return false;
        }
        done = true;
        VectorSchemaRoot root = getVectorSchemaRoot();
        ((VarCharVector) root.getVector("export")).setSafe(0, bytes(result.id()));
        ((VarCharVector) root.getVector("destination")).setSafe(0, bytes(result.destination()));
        ((BigIntVector) root.getVector("rows")).setSafe(0, result.rows());
        ((BigIntVector) root.getVector("bytes")).setSafe(0, result.bytes());
        ((IntVector) root.getVector("files")).setSafe(0, result.files());
        root.setRowCount(1);
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void cancel() {}

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return SCHEMA;
    }
}
