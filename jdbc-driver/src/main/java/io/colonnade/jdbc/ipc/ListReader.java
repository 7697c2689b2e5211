package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of one element type; metadata results carry them. */
final class ListReader extends ColumnReader {
    private final boolean large;
    private final ColumnReader elements;
    private ByteBuffer offsets = ByteBuffer.allocate(0);

    ListReader(ArrowField field) {
        super(field);
        this.large = field.kind().hasLargeOffsets();
        ArrowField element = field.children().get(0);
        this.elements = element.kind().newReader(element);
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        offsets = body.nextBuffer(rows == 0 ? 0 : (rows + 1L) * (large ? 8 : 4));
        elements.load(body);
        body.checkElements(elements.length());
    }

    int offset(int row) {
        return large ? VariableWidth.near(offsets.getLong(row << 3)) : offsets.getInt(row << 2);
    }

    @Override
    public Object value(int row) throws SQLException {
        int begin = offset(row);
        int end = offset(row + 1);
        BatchBody.checkRange(begin, end, elements.length());
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            values.add(elements.valueOrNull(i));
        }
        return Collections.unmodifiableList(values);
    }
}
