package io.colonnade.jdbc.ipc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;

/** A schema or a record batch as the server has sent it, to be handed on (Arrow IPC, Message.fbs). Read once. */
public final class ArrowMessage {
    private static final int CONTINUATION = 0xFFFFFFFF;
    private static final int PREFIX_BYTES = 8;
    private static final int ALIGNMENT = 8;

    private final ByteBuffer header;
    private final ByteBuffer body;
    private final long rows;

    private ArrowMessage(ByteBuffer header, ByteBuffer body, long rows) {
        this.header = header;
        this.body = body;
        this.rows = rows;
    }

    /** Takes a message's header and body; who reads the stream finds the next one by the length that is stated here. */
    public static ArrowMessage of(ByteBuffer header, ByteBuffer body) throws SQLException {
        try {
            Message message = Message.getRootAsMessage(header.duplicate().order(ByteOrder.LITTLE_ENDIAN));
            if (message.bodyLength() != body.remaining()) {
                throw BatchBody.malformed("a body is not as long as its message says");
            }
            return new ArrowMessage(header.duplicate(), body.duplicate(), rows(message));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw BatchBody.malformed("a message is cut short");
        }
    }

    private static long rows(Message message) throws SQLException {
        if (message.headerType() == MessageHeader.Schema) {
            return 0;
        }
        return BatchBody.count(BatchDecoder.batchOf(message).length());
    }

    public long rows() {
        return rows;
    }

    /** Returns the bytes of the streaming format: prefix, header, padding, body. */
    public List<ByteBuffer> encapsulated() {
        int padding = Math.floorMod(-header.remaining(), ALIGNMENT);
        return List.of(prefix(header.remaining() + padding), header, ByteBuffer.allocate(padding), body);
    }

    /** Returns the mark after the last message. */
    public static ByteBuffer endOfStream() {
        return prefix(0);
    }

    private static ByteBuffer prefix(int headerLength) {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(headerLength)
                .flip();
    }
}
