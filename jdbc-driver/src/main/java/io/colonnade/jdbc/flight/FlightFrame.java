package io.colonnade.jdbc.flight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;

/** A FlightData message as it lies in the bytes off the wire: header and body are views, not copies. */
final class FlightFrame {
    private final ByteBuffer header;
    private final ByteBuffer body;

    FlightFrame(ByteBuffer header, ByteBuffer body) {
        this.header = header.order(ByteOrder.LITTLE_ENDIAN);
        this.body = body.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Tells whether the frame carries Arrow data; one with metadata alone does not. */
    boolean hasMessage() {
        return header.hasRemaining();
    }

    Message message() {
        return Message.getRootAsMessage(header.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }

    ByteBuffer body() {
        return body;
    }
}
