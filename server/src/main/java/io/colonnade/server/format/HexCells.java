package io.colonnade.server.format;

import java.io.IOException;
import java.util.HexFormat;

/** Bytes as PostgreSQL shows them: {@code \x} and two digits a byte. */
final class HexCells implements CellWriter {
    private static final int PIECE = ByteSink.LARGEST_PIECE / 2;

    private final TextValues values;

    HexCells(TextValues values) {
        this.values = values;
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        values.at(row);
        out.ascii("\\x");
        int length = values.length();
        for (int from = 0; from < length; from += PIECE) {
            out.ascii(HexFormat.of().formatHex(values.piece(from, Math.min(PIECE, length - from))));
        }
    }
}
