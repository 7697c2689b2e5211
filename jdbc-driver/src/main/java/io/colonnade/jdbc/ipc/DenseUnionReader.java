package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Dense unions: GetSqlInfo answers with one. A union has no validity of its own; its child has. */
final class DenseUnionReader extends ColumnReader {
    private final List<ColumnReader> children = new ArrayList<>();
    private final int[] childOfTypeId = new int[128];
    private ByteBuffer typeIds = ByteBuffer.allocate(0);
    private ByteBuffer offsets = ByteBuffer.allocate(0);

    DenseUnionReader(ArrowField field) {
        super(field);
        Arrays.fill(childOfTypeId, -1);
        int[] ids = field.detail().typeIds();
        for (int i = 0; i < ids.length; i++) {
            ArrowField child = field.children().get(i);
            children.add(child.kind().newReader(child));
            childOfTypeId[ids[i]] = i;
        }
    }

    @Override
    void load(BatchBody body) throws SQLException {
        loadValues(body, nodeOf(body).length());
    }

    @Override
    void loadValues(BatchBody body, int rows) throws SQLException {
        typeIds = body.nextBuffer(rows);
        offsets = body.nextBuffer(rows * 4L);
        for (ColumnReader child : children) {
            child.load(body);
        }
        checkValues(rows);
    }

    /** Checks once what every value relies on. */
    private void checkValues(int rows) throws SQLException {
        for (int row = 0; row < rows; row++) {
            byte typeId = typeIds.get(row);
            int child = typeId < 0 ? -1 : childOfTypeId[typeId];
            int offset = offsets.getInt(row << 2);
            if (child < 0 || offset < 0 || offset >= children.get(child).length()) {
                throw BatchBody.malformed("a union's offset is out of range");
            }
        }
    }

    private ColumnReader child(int row) {
        return children.get(childOfTypeId[typeIds.get(row)]);
    }

    @Override
    public boolean isNull(int row) {
        return child(row).isNull(offsets.getInt(row << 2));
    }

    @Override
    public Object value(int row) throws SQLException {
        return child(row).value(offsets.getInt(row << 2));
    }

    @Override
    public String stringValue(int row) throws SQLException {
        return child(row).stringValue(offsets.getInt(row << 2));
    }
}
