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
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.apache.arrow.flight.grpc.StatusUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Flight's middleware and its methods: ends the calls of those who were refused, handshakes included, with
 * the SQLSTATE that Flight's own way of refusing would drop; and notes of the others what only the connection knows, where
 * they call from and what certificate they showed. Thread-safe.
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
            subject(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)).ifPresent(caller::certifiedAs);
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

    /** The subject of the client's certificate, which TLS has verified by now. */
    private static Optional<String> subject(@Nullable SSLSession session) {
        try {
            return session == null
                    ? Optional.empty()
                    : Optional.of(session.getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException e) {
            // The server asked for no certificate.
            return Optional.empty();
        }
    }

    private static String peer(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
