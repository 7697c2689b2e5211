package io.colonnade.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/** Counts the rows of an Arrow stream by the headers of its messages, and drops what is in them. */
final class ArrowHeaders implements BodyReader {
    private static final int PREFIX = 8;

    private final ByteBuffer dropped = ByteBuffer.allocateDirect(1 << 18);
    private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);

    @Override
    public Client.Reading read(ReadableByteChannel body) throws IOException {
        long rows = 0;
        long first = 0;
        for (int length = length(body); length > 0; length = length(body)) {
            ByteBuffer header = ByteBuffer.allocate(length);
            fill(header, body);
            Message message = Message.getRootAsMessage(header.flip());
            if (message.headerType() == MessageHeader.RecordBatch) {
                first = first == 0 ? System.nanoTime() : first;
                rows += ((RecordBatch) message.header(new RecordBatch())).length();
            }
            drop(message.bodyLength(), body);
        }
        drop(Long.MAX_VALUE, body);
        return new Client.Reading(rows, first);
    }

    /** Returns the length of the next header; 0 at the end of the stream. */
    private int length(ReadableByteChannel body) throws IOException {
        fill(prefix.clear(), body);
        return prefix.getInt(PREFIX / 2);
    }

    private static void fill(ByteBuffer target, ReadableByteChannel body) throws IOException {
        while (target.hasRemaining()) {
            if (body.read(target) < 0) {
                throw new IOException("the Arrow stream has no end");
            }
        }
    }

    private void drop(long bytes, ReadableByteChannel body) throws IOException {
        for (long left = bytes; left > 0; ) {
            int read = body.read(dropped.clear().limit((int) Math.min(left, dropped.capacity())));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
