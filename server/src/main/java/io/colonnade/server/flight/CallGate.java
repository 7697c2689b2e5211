package io.colonnade.server.flight;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.apache.arrow.flight.grpc.StatusUtils;

/**
 * Stands between Flight's middleware and its methods: ends the calls of those who were refused, handshakes included, with
 * the SQLSTATE that Flight's own way of refusing would drop; and notes where the others call from. Thread-safe.
 */
final class CallGate implements ServerInterceptor {
    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var middleware = ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get();
        if (middleware != null && middleware.get(CallerMiddleware.KEY) instanceof CallerMiddleware caller) {
            if (caller.refusal().isPresent()) {
                return end(call, caller.refusal().get());
            }
            caller.calledFrom(peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
        }
        return next.startCall(call, headers);
    }

    private static <Q, R> Listener<Q> end(ServerCall<Q, R> call, FlightRuntimeException refusal) {
        Throwable error = StatusUtils.toGrpcException(refusal);
        if (error instanceof StatusRuntimeException status) {
            Metadata trailers = status.getTrailers();
            call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
            return new Listener<>() {};
        }
        throw new IllegalStateException("Every Flight error has a status", error);
    }

    private static String peer(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
