package io.colonnade.server.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What writers of cells write, as texts. For one thread. */
final class WrittenText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteSink sink = new ByteSink(bytes, ByteSink.LARGEST_PIECE);

    String of(CellWriter cell, int row) throws IOException {
        bytes.reset();
        cell.write(row, sink);
        sink.handOn();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
