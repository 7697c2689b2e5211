package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Counts the lines of a text, and drops it: each row has one. Eight bytes at a time, so that the reader does not bind. */
final class Lines implements BodyReader {
    private static final long EACH = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long LINE_FEEDS = EACH * '\n';

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final int besides;

    /**
     * Creates a reader.
     *
     * @param besides how many line feeds stand beside those of the rows
     */
    Lines(int besides) {
        this.besides = besides;
    }

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        long lines = 0;
        long first = 0;
        while (body.read(buffer.clear()) >= 0) {
            first = first == 0 ? System.nanoTime() : first;
            lines += count(buffer.flip());
        }
        return new Client.Reading(lines - besides, first);
    }

    private static long count(ByteBuffer bytes) {
        long lines = 0;
        while (bytes.remaining() >= Long.BYTES) {
            long zeroWhereEqual = bytes.getLong() ^ LINE_FEEDS;
            long highWhereNot = ((zeroWhereEqual & LOW_BITS) + LOW_BITS) | zeroWhereEqual;
            lines += Long.bitCount(~highWhereNot & ~LOW_BITS);
        }
        while (bytes.hasRemaining()) {
            lines += bytes.get() == '\n' ? 1 : 0;
        }
        return lines;
    }
}
