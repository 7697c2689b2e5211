package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.ipc.ArrowMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

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

    /** Tells whether the message is anything but a batch of no rows; what else it could be, its reader refuses. */
    boolean hasRows() {
        if (!hasMessage()) {
            return false;
        }
        Message message = message();
        return message.headerType() != MessageHeader.RecordBatch
                || ((RecordBatch) message.header(new RecordBatch())).length() != 0;
    }

    Message message() {
        return Message.getRootAsMessage(header.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }

    ByteBuffer body() {
        return body;
    }

    ArrowMessage handedOn() throws SQLException {
        return ArrowMessage.of(header, body);
    }
}
