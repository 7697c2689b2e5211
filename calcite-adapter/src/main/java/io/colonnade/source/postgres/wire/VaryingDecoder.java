package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;

/** The columns whose values have lengths of their own. */
abstract class VaryingDecoder extends ColumnDecoder {
    private final VaryingBuffers buffers;

    VaryingDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column);
        this.buffers = buffers;
    }

    final VaryingBuffers buffers() {
        return buffers;
    }

    @Override
    final void begin(int rows) {
        buffers.begin(rows);
    }

    @Override
    final void writeNull(int row) {
        buffers.putNull(row);
    }

    @Override
    final void finish(int rows) {
        buffers.finish(rows);
    }
}
