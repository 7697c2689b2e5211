package io.colonnade.server.format;

import java.io.IOException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** The values of a vector that has their bytes one after the other. */
final class ArrowTexts implements TextValues {
    private final FieldVector vector;
    private final boolean wide;
    private ArrowBuf data;
    private long start;
    private int length;

    ArrowTexts(FieldVector vector) {
        this.vector = vector;
        this.wide = vector instanceof BaseLargeVariableWidthVector;
        this.data = vector.getDataBuffer();
    }

    @Override
    public void at(int row) {
        data = vector.getDataBuffer();
        start = offset(row);
        length = Math.toIntExact(offset(row + 1L) - start);
    }

    private long offset(long row) {
        ArrowBuf offsets = vector.getOffsetBuffer();
        return wide ? offsets.getLong(row * Long.BYTES) : offsets.getInt(row * Integer.BYTES);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public byte get(int index) {
        return data.getByte(start + index);
    }

    @Override
    public void copy(int from, int count, ByteSink out) throws IOException {
        out.copy(data, start + from, count);
    }

    @Override
    public byte[] piece(int from, int count) {
        byte[] piece = new byte[count];
        data.getBytes(start + from, piece);
        return piece;
    }
}
