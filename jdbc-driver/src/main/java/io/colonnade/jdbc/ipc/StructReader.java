package io.colonnade.jdbc.ipc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structs, handed out as maps in field order. */
final class StructReader extends ColumnReader {
    private final List<ColumnReader> children = new ArrayList<>();

    StructReader(ArrowField field) {
        super(field);
        for (ArrowField child : field.children()) {
            children.add(child.kind().newReader(child));
        }
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        for (ColumnReader child : children) {
            child.load(body);
            child.checkLength(rows);
        }
    }

    ColumnReader child(int index) {
        return children.get(index);
    }

    @Override
    public Object value(int row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ColumnReader child : children) {
            values.put(child.field().name(), child.valueOrNull(row));
        }
        return Collections.unmodifiableMap(values);
    }
}
