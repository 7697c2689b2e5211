package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps: to the format a list of structs of key and value. */
final class MapReader extends ColumnReader {
    private final StructReader entries;
    private ByteBuffer offsets = ByteBuffer.allocate(0);

    MapReader(ArrowField field) {
        super(field);
        this.entries = new StructReader(field.children().get(0));
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        offsets = body.nextBuffer(rows == 0 ? 0 : (rows + 1L) * 4);
        entries.load(body);
        body.checkElements(entries.length());
    }

    @Override
    public Object value(int row) throws SQLException {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        int begin = offsets.getInt(row << 2);
        int end = offsets.getInt((row + 1) << 2);
        BatchBody.checkRange(begin, end, entries.length());
        for (int i = begin; i < end; i++) {
            values.put(entries.child(0).value(i), entries.child(1).valueOrNull(i));
        }
        return Collections.unmodifiableMap(values);
    }
}
