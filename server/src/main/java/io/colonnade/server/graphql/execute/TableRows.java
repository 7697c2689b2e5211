package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ForwardingReader;
import io.colonnade.batch.VectorValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The rows of a level as its table shows them, under the table's metadata. One thread loads; any may cancel. */
final class TableRows extends ForwardingReader {
    private final Table table;
    private final VectorSchemaRoot read;
    private final List<VarCharVector> cursors;
    private final VectorSchemaRoot shown;

    /** Creates a reader that closes the other. */
    TableRows(Table table, BatchReader rows, BufferAllocator allocator) throws IOException {
        super(rows, allocator);
        this.table = table;
        this.read = rows.getVectorSchemaRoot();
        this.cursors = table.cursors().stream()
                .map(name -> new VarCharVector(cursor(name), allocator))
                .toList();
        this.shown = shown();
    }

    static Field cursor(String name) {
        return new Field(name, FieldType.notNullable(ArrowType.Utf8.INSTANCE), null);
    }

    private VectorSchemaRoot shown() {
        List<FieldVector> vectors = new ArrayList<>();
        table.columns().forEach(column -> vectors.add(read.getVector(column)));
        vectors.addAll(cursors);
        return new Shown(table.schema(read.getSchema()), vectors, read);
    }

    /** Some columns of rows, of which there are as many. */
    private static final class Shown extends VectorSchemaRoot {
        private final VectorSchemaRoot rows;

        Shown(Schema schema, List<FieldVector> vectors, VectorSchemaRoot rows) {
            super(schema, vectors, rows.getRowCount());
            this.rows = rows;
        }

        @Override
        public int getRowCount() {
            return rows.getRowCount();
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return shown;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean loaded = super.loadNextBatch();
        if (loaded && !cursors.isEmpty()) {
            writeCursors();
        }
        return loaded;
    }

    private void writeCursors() {
        cursors.forEach(VarCharVector::clear);
        for (int row = 0; row < read.getRowCount(); row++) {
            byte[] cursor = cursor(row).getBytes(StandardCharsets.US_ASCII);
            for (VarCharVector vector : cursors) {
                vector.setSafe(row, cursor);
            }
        }
        cursors.forEach(vector -> vector.setValueCount(read.getRowCount()));
    }

    private String cursor(int row) {
        List<@Nullable Object> place = new ArrayList<>();
        for (int column : table.level().paging().columns()) {
            place.add(VectorValues.read(read.getVector(column), row));
        }
        return table.level().paging().cursor().apply(place);
    }

    @Override
    public void close() throws IOException {
        cursors.forEach(VarCharVector::close);
        super.close();
    }
}
