package io.colonnade.server.format;

import java.io.IOException;
import java.util.Base64;

/** Bytes in base64, as JSON has them (RFC 4648, with padding). */
final class Base64Cells implements CellWriter {
    /** A multiple of three bytes has no padding, so that pieces can follow one another. */
    private static final int PIECE = 3 * (ByteSink.LARGEST_PIECE / 4);

    private final TextValues values;

    Base64Cells(TextValues values) {
        this.values = values;
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        values.at(row);
        int length = values.length();
        for (int from = 0; from < length; from += PIECE) {
            out.put(Base64.getEncoder().encode(values.piece(from, Math.min(PIECE, length - from))));
        }
    }
}
