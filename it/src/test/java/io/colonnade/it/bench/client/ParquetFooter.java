package io.colonnade.it.bench.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.parquet.format.Util;

/** Drops a Parquet file but for its end, where the footer says how many rows it has. */
final class ParquetFooter implements BodyReader {
    private static final int KEPT = 1 << 22;
    private static final int STEP = 1 << 18;
    /** The footer's length and the magic letters. */
    private static final int LAST = 8;

    private final ByteBuffer ring = ByteBuffer.allocateDirect(KEPT);

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        long bytes = 0;
        long first = 0;
        while (true) {
            int at = (int) (bytes % KEPT);
            int read = body.read(ring.limit(Math.min(KEPT, at + STEP)).position(at));
            if (read < 0) {
                return new Client.Reading(rows(bytes), first);
            }
            first = first == 0 ? System.nanoTime() : first;
            bytes += read;
        }
    }

    private long rows(long end) throws IOException {
        byte[] last = bytes(end - LAST, LAST);
        int length = Integer.reverseBytes(ByteBuffer.wrap(last).getInt());
        if (length <= 0 || length > KEPT - LAST) {
            throw new IOException("the footer has " + length + " bytes");
        }
        return Util.readFileMetaData(new ByteArrayInputStream(bytes(end - LAST - length, length)))
                .getNum_rows();
    }

    private byte[] bytes(long from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring.get((int) ((from + i) % KEPT));
        }
        return bytes;
    }
}
