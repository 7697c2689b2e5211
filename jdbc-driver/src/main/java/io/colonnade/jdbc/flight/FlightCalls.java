package io.colonnade.jdbc.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ParameterBatch;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightInfo;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

/** The calls of the Flight service (Flight.proto) that the driver makes, each with the session's headers. Safe for threads. */
final class FlightCalls {
    private static final MethodDescriptor<Ticket, FlightFrame> DO_GET = FlightServiceGrpc.getDoGetMethod().toBuilder(
                    FlightServiceGrpc.getDoGetMethod().getRequestMarshaller(), new FlightFrameMarshaller())
            .build();

    private static final Metadata.Key<String> COMPRESSION =
            Metadata.Key.of("x-colonnade-compression", Metadata.ASCII_STRING_MARSHALLER);

    /** Flight SQL has one. */
    private static final int MOST_ANSWERS = 1_000;

    private final Channel channel;
    private final SessionHeaders session;
    private final RpcCall.Peer peer;
    private final int prefetch;
    private final int partsAtOnce;
    private final Optional<String> compression;

    FlightCalls(Channel channel, SessionHeaders session, String target, ConnectionSettings settings, Patience patience)
            throws SQLException {
        this.channel = channel;
        this.session = session;
        this.peer = new RpcCall.Peer(target, session, patience);
        this.prefetch = settings.prefetch();
        this.partsAtOnce = settings.endpoints();
        this.compression = settings.compression();
    }

    /** Returns how many parts of an unordered result may be read at a time. */
    int partsAtOnce() {
        return partsAtOnce;
    }

    /** Logs in with the given authorization and returns the one to use from now on, if the server sends one. */
    @Nullable
    String handshake(String authorization, CallScope scope) throws SQLException {
        Metadata headers = session.outgoing();
        headers.put(SessionHeaders.AUTHORIZATION, authorization);
        RpcCall<?, ?> call = start(FlightServiceGrpc.getHandshakeMethod(), headers, scope, 1, new Arrivals<>());
        call.halfClose();
        call.drain();
        return call.responseHeaders().get(SessionHeaders.AUTHORIZATION);
    }

    FlightInfo getFlightInfo(Message command, CallScope scope) throws SQLException {
        Metadata headers = scope.wishes().addTo(session.outgoing());
        RpcCall<FlightDescriptor, FlightInfo> call =
                start(FlightServiceGrpc.getGetFlightInfoMethod(), headers, scope, 2, new Arrivals<>());
        call.send(descriptor(command));
        call.halfClose();
        return call.only();
    }

    /** Begins to fetch a part of a result, whose messages arrive with those of other parts. */
    RpcCall<Ticket, FlightFrame> doGet(Ticket ticket, CallScope scope, Arrivals<FlightFrame> arrivals) {
        Metadata headers = session.outgoing();
        compression.ifPresent(name -> headers.put(COMPRESSION, name));
        RpcCall<Ticket, FlightFrame> call = start(DO_GET, headers, scope, prefetch, arrivals);
        call.send(ticket);
        call.halfClose();
        return call;
    }

    /** Runs an action and returns the body of its only or last result; nothing where it has none. */
    byte[] doAction(String type, ByteString body, CallScope scope) throws SQLException {
        RpcCall<Flight.Action, Flight.Result> call = start(FlightServiceGrpc.getDoActionMethod(), scope);
        call.send(Flight.Action.newBuilder().setType(type).setBody(body).build());
        call.halfClose();
        byte[] last = new byte[0];
        for (Flight.Result result = call.next(); result != null; result = call.next()) {
            last = result.getBody().toByteArray();
        }
        return last;
    }

    /** Sends a command, with parameters where there are any, and returns the metadata that comes back. */
    List<ByteString> doPut(Message command, @Nullable ParameterBatch parameters, CallScope scope) throws SQLException {
        RpcCall<FlightData, PutResult> call = start(FlightServiceGrpc.getDoPutMethod(), scope);
        ParameterBatch batch = parameters == null ? ParameterBatch.none() : parameters;
        call.send(FlightData.newBuilder()
                .setFlightDescriptor(descriptor(command))
                .setDataHeader(ByteString.copyFrom(batch.schemaMessage()))
                .build());
        for (ParameterBatch.Rows rows : batch.rows()) {
            call.send(FlightData.newBuilder()
                    .setDataHeader(ByteString.copyFrom(rows.message()))
                    .setDataBody(ByteString.copyFrom(rows.body()))
                    .build());
        }
        call.halfClose();
        List<ByteString> results = new ArrayList<>();
        for (PutResult result = call.next(); result != null; result = call.next()) {
            if (results.size() == MOST_ANSWERS) {
                call.cancel();
                throw SqlState.PROTOCOL_VIOLATION.exception("Cannot use the server's answer: it does not end");
            }
            results.add(result.getAppMetadata());
        }
        return results;
    }

    private <Q, R> RpcCall<Q, R> start(MethodDescriptor<Q, R> method, CallScope scope) {
        return start(method, session.outgoing(), scope, 2, new Arrivals<>());
    }

    private <Q, R> RpcCall<Q, R> start(
            MethodDescriptor<Q, R> method, Metadata headers, CallScope scope, int ahead, Arrivals<R> arrivals) {
        RpcCall<Q, R> call = new RpcCall<>(channel.newCall(method, scope.options()), scope, peer, arrivals);
        call.start(headers, ahead);
        return call;
    }

    private static FlightDescriptor descriptor(Message command) {
        return FlightDescriptor.newBuilder()
                .setType(FlightDescriptor.DescriptorType.CMD)
                .setCmd(Any.pack(command).toByteString())
                .build();
    }
}
