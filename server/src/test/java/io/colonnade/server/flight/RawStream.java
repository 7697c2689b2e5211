package io.colonnade.server.flight;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.FlightData;

/** The record batches of a stream as they come over the wire, which Flight's client hides. */
record RawStream(Status status, List<FlightData> batches) {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final MethodDescriptor<byte[], byte[]> DO_GET = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
            .setFullMethodName("arrow.flight.protocol.FlightService/DoGet")
            .setRequestMarshaller(BYTES)
            .setResponseMarshaller(BYTES)
            .build();

    /** Fetches all of a ticket. */
    static RawStream fetch(int port, Ticket ticket, Map<String, String> headers) throws Exception {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .maxInboundMessageSize(64 << 20)
                .build();
        try {
            Collector collector = new Collector();
            ClientCall<byte[], byte[]> call = channel.newCall(DO_GET, CallOptions.DEFAULT);
            Metadata metadata = new Metadata();
            headers.forEach(
                    (name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
            call.start(collector, metadata);
            call.sendMessage(ticket.serialize().array());
            call.halfClose();
            call.request(Integer.MAX_VALUE);
            Status status = collector.end.get(20, TimeUnit.SECONDS);
            return new RawStream(status, collector.batches());
        } finally {
            channel.shutdownNow();
        }
    }

    private static Message message(FlightData data) {
        return Message.getRootAsMessage(data.getDataHeader().asReadOnlyByteBuffer());
    }

    /** Returns the compression that each batch announces, by its number in Arrow's format; −1 is none. */
    List<Byte> codecs() {
        List<Byte> codecs = new ArrayList<>();
        for (FlightData data : batches) {
            RecordBatch batch = (RecordBatch) message(data).header(new RecordBatch());
            codecs.add(
                    batch.compression() == null
                            ? (byte) -1
                            : batch.compression().codec());
        }
        return codecs;
    }

    /** Returns the bytes of all bodies. */
    long bodyBytes() {
        return batches.stream().mapToLong(data -> data.getDataBody().size()).sum();
    }

    private static final class Collector extends ClientCall.Listener<byte[]> {
        private final CompletableFuture<Status> end = new CompletableFuture<>();
        private final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onMessage(byte[] message) {
            messages.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }

        List<FlightData> batches() throws InvalidProtocolBufferException {
            List<FlightData> batches = new ArrayList<>();
            for (byte[] message : messages) {
                FlightData data = FlightData.parseFrom(message);
                if (message(data).headerType() == MessageHeader.RecordBatch) {
                    batches.add(data);
                }
            }
            return batches;
        }
    }
}
