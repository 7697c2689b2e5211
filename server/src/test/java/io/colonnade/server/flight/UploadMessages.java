package io.colonnade.server.flight;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as the messages that a Flight client sends them in, each to be spoilt by a test. */
final class UploadMessages {
    private UploadMessages() {}

    static List<FlightData> of(VectorSchemaRoot root) {
        List<FlightData> messages = new ArrayList<>();
        messages.add(schema(root.getSchema()));
        try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
            messages.add(batch(batch));
        }
        return messages;
    }

    static FlightData schema(Schema schema) {
        return FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT)))
                .build();
    }

    static FlightData batch(ArrowRecordBatch batch) {
        ByteBuffer header = MessageSerializer.serializeMetadata(batch, IpcOption.DEFAULT);
        ByteBuffer body = ByteBuffer.allocate((int) batch.computeBodyLength());
        for (int i = 0; i < batch.getBuffers().size(); i++) {
            ArrowBuf buffer = batch.getBuffers().get(i);
            body.position((int) batch.getBuffersLayout().get(i).getOffset());
            for (int at = 0; at < buffer.writerIndex(); at++) {
                body.put(buffer.getByte(at));
            }
        }
        return FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(header))
                .setDataBody(ByteString.copyFrom(body.array()))
                .build();
    }

    /** Returns the messages with a command in the first one. */
    static List<FlightData> commanded(byte[] command, List<FlightData> messages) {
        List<FlightData> result = new ArrayList<>(messages);
        FlightDescriptor descriptor = FlightDescriptor.newBuilder()
                .setType(FlightDescriptor.DescriptorType.CMD)
                .setCmd(ByteString.copyFrom(command))
                .build();
        result.set(
                0, messages.get(0).toBuilder().setFlightDescriptor(descriptor).build());
        return result;
    }
}
