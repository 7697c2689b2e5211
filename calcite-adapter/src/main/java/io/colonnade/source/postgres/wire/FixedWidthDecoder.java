package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** The columns whose values all have the same width. */
abstract class FixedWidthDecoder extends ColumnDecoder {
    private final BaseFixedWidthVector vector;
    private long validity;
    private long values;

    FixedWidthDecoder(ResultColumn column, BaseFixedWidthVector vector) {
        super(column);
        this.vector = vector;
    }

    @Override
    final void begin(int rows) {
        vector.allocateNew(rows);
        validity = vector.getValidityBufferAddress();
        values = vector.getDataBufferAddress();
        Bitmap.presetAll(validity, rows);
    }

    /** Returns where the column's values lie in this batch. */
    final long values() {
        return values;
    }

    /** The value needs no zeros: {@code allocateNew} has filled the memory with them, and a row is written once a batch. */
    @Override
    final void writeNull(int row) {
        Bitmap.clear(validity, row);
    }

    @Override
    final void finish(int rows) {
        vector.setValueCount(rows);
    }
}
