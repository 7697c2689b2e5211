package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/** The columns whose values all have the same width. */
abstract class FixedWidthDecoder extends ColumnDecoder {
    /** Says that the bitmap counts: without a NULL, a vector would make one of its own. */
    private static final int SOME_NULLS = 1;

    private final BaseFixedWidthVector vector;
    private final int width;
    private long validity;
    private long values;

    FixedWidthDecoder(ResultColumn column, BaseFixedWidthVector vector) {
        super(column);
        this.vector = vector;
        this.width = vector.getTypeWidth();
    }

    /** The vector's own {@code allocateNew} would first fill the memory with zeros, which costs more than many a decoder. */
    @Override
    final void begin(int rows) {
        try (ArrowBuf bitmap = vector.getAllocator().buffer((rows + 7L) / 8);
                ArrowBuf data = vector.getAllocator().buffer(bytes(rows))) {
            vector.loadFieldBuffers(new ArrowFieldNode(rows, SOME_NULLS), List.of(bitmap, data));
        }
        validity = vector.getValidityBufferAddress();
        values = vector.getDataBufferAddress();
        Bitmap.presetAll(validity, rows);
        if (width == 0) {
            MemoryUtil.setMemory(values, bytes(rows), (byte) 0);
        }
    }

    /** Truth values have a width of 0, since they take a bit. */
    private long bytes(int rows) {
        return width == 0 ? (rows + 7L) / 8 : (long) width * rows;
    }

    /** Returns where the column's values lie in this batch. */
    final long values() {
        return values;
    }

    @Override
    final void writeNull(int row) {
        Bitmap.clear(validity, row);
        if (width > 0) {
            MemoryUtil.setMemory(values + (long) row * width, width, (byte) 0);
        }
    }

    @Override
    final void finish(int rows) {
        vector.setValueCount(rows);
    }
}
