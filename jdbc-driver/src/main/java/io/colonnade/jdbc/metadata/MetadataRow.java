package io.colonnade.jdbc.metadata;

import com.google.protobuf.Message;
import io.colonnade.jdbc.flight.CallScope;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a metadata answer of the server, by the column names of Flight SQL. Immutable. */
final class MetadataRow {
    private final Map<String, @Nullable Object> values;

    private MetadataRow(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Asks a metadata command and returns all rows of the answer. */
    static List<MetadataRow> ask(MetadataConnection connection, Message command) throws SQLException {
        CallScope scope = CallScope.statement(connection.settings().queryTimeout());
        return readAll(connection.session().read(command, scope));
    }

    /** Reads an answer to its end and closes it. */
    static List<MetadataRow> readAll(BatchSource source) throws SQLException {
        List<MetadataRow> rows = new ArrayList<>();
        try (source) {
            for (int count = source.nextBatch(); count >= 0; count = source.nextBatch()) {
                for (int row = 0; row < count; row++) {
                    rows.add(read(source.columns(), row));
                }
            }
        }
        return rows;
    }

    private static MetadataRow read(List<ColumnReader> columns, int row) throws SQLException {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (ColumnReader column : columns) {
            values.put(column.field().name().toLowerCase(Locale.ROOT), column.valueOrNull(row));
        }
        return new MetadataRow(values);
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    @Nullable
    String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    int number(String name, int otherwise) {
        Object value = values.get(name);
        return value instanceof Number ? ((Number) value).intValue() : otherwise;
    }

    boolean flag(String name) {
        Object value = values.get(name);
        return value instanceof Boolean ? (Boolean) value : value instanceof Number && ((Number) value).intValue() != 0;
    }
}
