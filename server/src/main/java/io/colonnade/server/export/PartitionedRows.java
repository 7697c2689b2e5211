package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.server.format.RowTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows into folders named after the values of some columns, as Hive names them, which the files then do not have. Only so many partitions
 * have a file open at a time: where another is needed, the one that has gone longest without a row completes its file.
 */
final class PartitionedRows implements ExportRows {
    private final ExportFiles files;
    private final BufferAllocator allocator;
    private final List<String> names;
    private final int mostOpen;
    private final FieldVector[] written;
    private final Schema schema;
    private final VectorSchemaRoot root;
    private final VectorSchemaRoot keyed;
    private final RowTexts keys;
    private final LinkedHashMap<List<@Nullable String>, Partition> open = new LinkedHashMap<>(16, 0.75f, true);
    private int row;

    /**
     * Creates a writer.
     *
     * @param root holds the batches, one after the other; the caller owns it
     * @param names the columns to partition by, in the order of the folders
     * @throws ColonnadeException INVALID_ARGUMENT if one of them is none, or none is left for the files
     */
    PartitionedRows(
            ExportFiles files, VectorSchemaRoot root, BufferAllocator allocator, List<String> names, int mostOpen) {
        this.files = files;
        this.root = root;
        this.allocator = allocator;
        this.names = names;
        this.mostOpen = mostOpen;
        this.written = root.getFieldVectors().stream()
                .filter(vector -> !names.contains(vector.getName()))
                .toArray(FieldVector[]::new);
        List<Field> fields =
                List.of(written).stream().map(FieldVector::getField).toList();
        this.schema = new Schema(fields, root.getSchema().getCustomMetadata());
        this.keyed = new VectorSchemaRoot(names.stream().map(root::getVector).toList());
        this.keys = new RowTexts(keyed, this::take);
    }

    /** Checks that rows of a schema can be partitioned so, before anything is read. */
    static void check(Schema schema, List<String> names) {
        List<String> known = schema.getFields().stream().map(Field::getName).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw refusal("the result has no column '" + name + "'" + Suggestion.hint(name, known));
            }
        }
        if (names.size() == known.size()) {
            throw refusal("every column is in PARTITION_BY, so that none is left for the files");
        }
    }

    private static ColonnadeException refusal(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT, SqlState.UNDEFINED_COLUMN, "Cannot partition the export: " + why);
    }

    @Override
    public void write() throws IOException {
        row = 0;
        keyed.setRowCount(root.getRowCount());
        try {
            keys.writeBatch();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void take(List<@Nullable String> key) {
        try {
            Partition partition = open.get(key);
            if (partition == null) {
                partition = begin(key);
            }
            partition.add(written, row);
            row++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Partition begin(List<@Nullable String> key) throws IOException {
        if (open.size() >= mostOpen) {
            var oldest = open.entrySet().iterator();
            try (Partition ended = oldest.next().getValue()) {
                oldest.remove();
                ended.complete();
            }
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), key.get(i));
        }
        Partition begun =
                new Partition(files, PartitionFolder.of(values), values, VectorSchemaRoot.create(schema, allocator));
        open.put(key, begun);
        return begun;
    }

    @Override
    public void complete() throws IOException {
        for (Partition partition : open.values()) {
            partition.complete();
        }
        if (files.isEmpty()) {
            writeNothing();
        }
    }

    private void writeNothing() throws IOException {
        try (VectorSchemaRoot nothing = VectorSchemaRoot.create(schema, allocator);
                FileSeries series = new FileSeries(files, "", Map.of(), nothing)) {
            series.writeNothing();
        }
    }

    @Override
    public void close() {
        open.values().forEach(Partition::close);
    }
}
