package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.VectorValues;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of whole numbers that a test has made up, in batches of its choice. */
final class ListedRows extends BatchReader {
    private final Schema schema;
    private final List<List<List<@Nullable Integer>>> batches;
    private int next;

    ListedRows(int columns, List<List<List<@Nullable Integer>>> batches, BufferAllocator allocator) {
        super(allocator);
        this.schema = new Schema(java.util.stream.IntStream.range(0, columns)
                .mapToObj(i -> new Field("c" + i, FieldType.nullable(new ArrowType.Int(32, true)), null))
                .toList());
        this.batches = batches;
    }

    @Override
    public boolean loadNextBatch() throws java.io.IOException {
        prepareLoadNextBatch();
        getVectorSchemaRoot().clear();
        if (next == batches.size()) {
            return false;
        }
        List<List<@Nullable Integer>> rows = batches.get(next++);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < schema.getFields().size(); column++) {
                VectorValues.write(
                        getVectorSchemaRoot().getVector(column),
                        row,
                        rows.get(row).get(column));
            }
        }
        getVectorSchemaRoot().setRowCount(rows.size());
        return true;
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
        return schema;
    }
}
