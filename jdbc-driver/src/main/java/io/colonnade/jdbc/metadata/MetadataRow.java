package io.colonnade.jdbc.metadata;

import com.google.protobuf.Message;
import io.colonnade.jdbc.error.SqlState;
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
    private static final long MOST_WEIGHT = 256 << 20;
    private static final long ROW_WEIGHT = 150;
    private static final long VALUE_WEIGHT = 80;

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
        long weight = 0;
        try (source) {
            for (int count = source.nextBatch(); count >= 0; count = source.nextBatch()) {
                for (int row = 0; row < count; row++) {
                    MetadataRow read = read(source.columns(), row);
                    weight += read.weight();
                    checkEnds(weight);
                    rows.add(read);
                }
            }
        }
        return rows;
    }

    /** The whole answer is held, so that one without an end would take all memory. */
    private static void checkEnds(long weight) throws SQLException {
        if (weight > MOST_WEIGHT) {
            throw SqlState.PROTOCOL_VIOLATION.exception(
                    "Cannot read the server's metadata: there is too much of it, or no end to it");
        }
    }

    /** Returns about how many bytes the row holds. */
    private long weight() {
        long weight = ROW_WEIGHT;
        for (Object value : values.values()) {
            weight += VALUE_WEIGHT + lengthOf(value);
        }
        return weight;
    }

    private static long lengthOf(@Nullable Object value) {
        return value instanceof byte[]
                ? ((byte[]) value).length
                : value instanceof String ? ((String) value).length() : 0;
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
