package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;

/** PostgreSQL's "char", one byte: as it prints it, nothing for zero and in octal beyond ASCII. */
final class CharDecoder extends VaryingDecoder {
    private static final int MOST_CHARACTERS = 4;
    private static final int ASCII = 127;

    private final AsciiPen pen = new AsciiPen();

    CharDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        int value = Byte.toUnsignedInt(BigEndian.int1(address, length));
        pen.begin(buffers().room(MOST_CHARACTERS));
        if (value > ASCII) {
            pen.put('\\');
            pen.putHex(value >> 6);
            pen.putHex(value >> 3 & 7);
            pen.putHex(value & 7);
        } else if (value != 0) {
            pen.put((char) value);
        }
        return buffers().put(row, pen.written());
    }
}
