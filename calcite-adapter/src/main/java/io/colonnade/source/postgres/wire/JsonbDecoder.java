package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;

/** jsonb: the version of its binary form, of which there is one, and the text. */
final class JsonbDecoder extends VaryingDecoder {
    private static final byte VERSION = 1;

    JsonbDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        if (length < 1 || MemoryUtil.getByte(address) != VERSION) {
            throw new WireFormatException("jsonb of an unknown version");
        }
        return buffers().copy(address + 1, length - 1, row);
    }
}
