package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Counts how often a name stands in a JSON document, and drops the document: each row has it once. */
final class Marks implements BodyReader {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] mark;

    /**
     * Creates a reader.
     *
     * @param name the name, whose first quotation mark stands nowhere else in it
     */
    Marks(String name) {
        mark = ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        long rows = 0;
        long first = 0;
        int matched = 0;
        while (body.read(buffer.clear()) >= 0) {
            first = first == 0 ? System.nanoTime() : first;
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                matched = next == mark[matched] ? matched + 1 : next == mark[0] ? 1 : 0;
                if (matched == mark.length) {
                    rows++;
                    matched = 0;
                }
            }
        }
        return new Client.Reading(rows, first);
    }
}
