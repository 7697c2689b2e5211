package io.colonnade.it.bench.client;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightEndpoint;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.impl.FlightSql;

/**
 * The two calls of a query and nothing else: batches are counted by their headers, and their bodies dropped. What gRPC
 * itself needs, to which a client that gives out values can be compared.
 */
final class FlightCalls implements Client {
    private static final int MAX_MESSAGE = 256 << 20;
    private static final int WINDOW = 4 << 20;
    private static final int DATA_HEADER = 2;
    private static final MethodDescriptor<Ticket, Long> DO_GET = FlightServiceGrpc.getDoGetMethod().toBuilder(
                    FlightServiceGrpc.getDoGetMethod().getRequestMarshaller(), new RowCount())
            .build();

    private final ManagedChannel channel;
    private final Channel calls;

    private FlightCalls(ManagedChannelBuilder<?> builder, Settings settings) {
        channel = builder.usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE)
                .build();
        Metadata headers = new Metadata();
        if (!settings.token().isEmpty()) {
            headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + settings.token());
        }
        calls = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Over the transport of Arrow's clients. */
    static FlightCalls overNetty(Settings settings) {
        return new FlightCalls(
                NettyChannelBuilder.forAddress(settings.host(), settings.port()).flowControlWindow(WINDOW), settings);
    }

    /** Over the transport of Colonnade's driver. */
    static FlightCalls overOkHttp(Settings settings) {
        return new FlightCalls(
                OkHttpChannelBuilder.forAddress(settings.host(), settings.port())
                        .flowControlWindow(WINDOW),
                settings);
    }

    @Override
    public Reading read(String sql, long pauseMillis) {
        FlightDescriptor query = FlightDescriptor.newBuilder()
                .setType(FlightDescriptor.DescriptorType.CMD)
                .setCmd(Any.pack(FlightSql.CommandStatementQuery.newBuilder()
                                .setQuery(sql)
                                .build())
                        .toByteString())
                .build();
        long rows = 0;
        long first = 0;
        for (FlightEndpoint endpoint :
                FlightServiceGrpc.newBlockingStub(calls).getFlightInfo(query).getEndpointList()) {
            Iterator<Long> batches =
                    ClientCalls.blockingServerStreamingCall(calls, DO_GET, CallOptions.DEFAULT, endpoint.getTicket());
            while (batches.hasNext()) {
                rows += batches.next();
                first = first == 0 && rows > 0 ? System.nanoTime() : first;
            }
        }
        return new Reading(rows, first);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Reads no more of a message than the header, which says how many rows there are. */
    private static final class RowCount implements MethodDescriptor.Marshaller<Long> {
        @Override
        public InputStream stream(Long value) {
            throw new UnsupportedOperationException("messages are only read");
        }

        @Override
        public Long parse(InputStream stream) {
            try {
                return rows(stream);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static long rows(InputStream stream) throws IOException {
            long rows = 0;
            int size = stream.available();
            int tag = stream.read();
            if (tag >= 0 && WireFormat.getTagFieldNumber(tag) == DATA_HEADER) {
                int length = CodedInputStream.readRawVarint32(stream.read(), stream);
                rows = rows(ByteBuffer.wrap(stream.readNBytes(length)));
            }
            for (long dropped = 0; dropped < size && stream.available() > 0; ) {
                dropped += stream.skip(size);
            }
            return rows;
        }

        private static long rows(ByteBuffer header) {
            Message message = Message.getRootAsMessage(header);
            if (message.headerType() != MessageHeader.RecordBatch) {
                return 0;
            }
            return ((RecordBatch) message.header(new RecordBatch())).length();
        }
    }
}
