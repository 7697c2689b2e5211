package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;

/** Bytes, and the types whose binary form is their text. */
final class CopyDecoder extends VaryingDecoder {
    CopyDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        return buffers().copy(address, length, row);
    }
}
