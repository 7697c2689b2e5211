package io.colonnade.it.http;

import io.colonnade.batch.VectorValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * A table that GraphQL has answered, read to its end.
 *
 * @param metadata of its schema
 * @param rows values by columns, as texts that JSON would have
 * @param batches how many rows each record batch has
 */
record AnsweredTable(Map<String, String> metadata, List<Map<String, String>> rows, List<Integer> batches) {
    /** Reads Arrow streams that come one after the other; returns them by their names. */
    static Map<String, AnsweredTable> all(InputStream body) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.readAllBytes());
        Map<String, AnsweredTable> tables = new LinkedHashMap<>();
        try (BufferAllocator allocator = new RootAllocator()) {
            while (bytes.available() > 0) {
                ArrowStreamReader reader = new ArrowStreamReader(bytes, allocator);
                try {
                    AnsweredTable table = read(reader);
                    tables.put(table.metadata().get("colonnade.batch"), table);
                } finally {
                    reader.close(false);
                }
            }
        }
        return tables;
    }

    static AnsweredTable read(ArrowReader reader) throws IOException {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        List<Map<String, String>> rows = new ArrayList<>();
        List<Integer> batches = new ArrayList<>();
        while (reader.loadNextBatch()) {
            add(root, rows);
            batches.add(root.getRowCount());
        }
        return new AnsweredTable(root.getSchema().getCustomMetadata(), rows, batches);
    }

    static void add(VectorSchemaRoot root, List<Map<String, String>> rows) {
        for (int row = 0; row < root.getRowCount(); row++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (FieldVector vector : root.getFieldVectors()) {
                values.put(vector.getName(), text(vector, row));
            }
            rows.add(values);
        }
    }

    private static String text(FieldVector vector, int row) {
        Object value = VectorValues.read(vector, row);
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** Returns the rows that belong to one of the table above. */
    List<Map<String, String>> below(Map<String, String> above) {
        List<String[]> pairs = new ArrayList<>();
        for (String pair : metadata.getOrDefault("colonnade.join", "").split(",")) {
            pairs.add(pair.split("="));
        }
        return rows.stream()
                .filter(row -> pairs.stream().allMatch(pair -> row.get(pair[0]).equals(above.get(pair[1]))))
                .toList();
    }

    /** Returns the values of a column. */
    List<String> column(String name) {
        return rows.stream().map(row -> row.get(name)).toList();
    }
}
