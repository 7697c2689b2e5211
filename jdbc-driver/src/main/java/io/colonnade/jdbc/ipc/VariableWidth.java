package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Values of any length, delimited by 32 or 64-bit offsets or of one fixed width; shared by text and bytes. */
final class VariableWidth {
    private final boolean large;
    private final int fixedWidth;
    private ByteBuffer offsets = ByteBuffer.allocate(0);
    private ByteBuffer data = ByteBuffer.allocate(0);

    VariableWidth(ArrowField field) {
        this.large = field.kind().hasLargeOffsets();
        this.fixedWidth =
                field.kind() == ArrowKind.FIXED_BINARY ? field.detail().byteWidth() : -1;
    }

    void load(BatchBody body, int rows) throws SQLException {
        if (fixedWidth >= 0) {
            data = body.nextBuffer((long) rows * fixedWidth);
            return;
        }
        // An empty column may come without its one offset.
        offsets = body.nextBuffer(rows == 0 ? 0 : (rows + 1L) * (large ? 8 : 4));
        data = body.nextBuffer(0);
    }

    private int start(int row) {
        if (fixedWidth >= 0) {
            return row * fixedWidth;
        }
        return large ? near(offsets.getLong(row << 3)) : offsets.getInt(row << 2);
    }

    /** Returns an offset, or what no offset is where no buffer reaches that far. */
    static int near(long offset) {
        return offset == (int) offset ? (int) offset : -1;
    }

    private int checkedLength(int row, int start) throws SQLException {
        int length = start(row + 1) - start;
        if (start < 0 || start(row + 1) < 0 || length < 0 || start > data.capacity() - length) {
            throw BatchBody.malformed("an offset is out of range");
        }
        return length;
    }

    String text(int row) throws SQLException {
        int start = start(row);
        int length = checkedLength(row, start);
        return new String(data.array(), data.arrayOffset() + start, length, StandardCharsets.UTF_8);
    }

    byte[] bytes(int row) throws SQLException {
        int start = start(row);
        byte[] copy = new byte[checkedLength(row, start)];
        System.arraycopy(data.array(), data.arrayOffset() + start, copy, 0, copy.length);
        return copy;
    }
}
