package io.colonnade.jdbc.ipc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** What Arrow's own writer makes of a root, taken apart into messages: the independent witness of the decoder. */
public final class IpcMessages {
    private static final int CONTINUATION = 0xFFFFFFFF;

    private final byte[] schema;
    private final byte[] batch;
    private final byte[] body;

    private IpcMessages(byte[] schema, byte[] batch, byte[] body) {
        this.schema = schema;
        this.batch = batch;
        this.body = body;
    }

    public static IpcMessages of(VectorSchemaRoot root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
            writer.start();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<byte[]> parts = split(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
        return new IpcMessages(parts.get(0), parts.get(2), parts.get(3));
    }

    private static List<byte[]> split(ByteBuffer stream) {
        List<byte[]> parts = new ArrayList<>();
        while (stream.remaining() >= 8 && stream.getInt() == CONTINUATION) {
            int length = stream.getInt();
            if (length == 0) {
                break;
            }
            byte[] header = new byte[length];
            stream.get(header);
            Message message = Message.getRootAsMessage(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN));
            byte[] body = new byte[Math.toIntExact(message.bodyLength())];
            stream.get(body);
            parts.addAll(Arrays.asList(header, body));
        }
        return parts;
    }

    /** The message of the schema alone. */
    public byte[] schema() {
        return schema;
    }

    /** The schema as FlightInfo carries it. */
    public byte[] encapsulatedSchema() {
        return ByteBuffer.allocate(8 + schema.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(schema.length)
                .put(schema)
                .array();
    }

    public byte[] batch() {
        return batch;
    }

    public byte[] body() {
        return body;
    }
}
