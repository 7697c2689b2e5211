package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.server.admission.Admission;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
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
 * they call from and what certificate they showed. Lets in no more calls than the limits allow. Thread-safe.
 */
final class CallGate implements ServerInterceptor {
    /** The one method by which clients also end what they have begun. */
    private static final String ACTION = "DoAction";

    private final Admission admission;

    CallGate(Admission admission) {
        this.admission = admission;
    }

    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var middleware = ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get();
        if (middleware == null || !(middleware.get(CallerMiddleware.KEY) instanceof CallerMiddleware known)) {
            return next.startCall(call, headers);
        }
        if (known.refusal().isPresent()) {
            return end(call, known.refusal().get());
        }
        Caller caller = known.caller().orElseThrow();
        caller.calledFrom(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        subject(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)).ifPresent(caller::certifiedAs);
        try {
            admit(caller, call.getMethodDescriptor().getBareMethodName());
        } catch (ColonnadeException refusal) {
            return end(call, FlightErrors.of(refusal));
        }
        return watched(next.startCall(call, headers), caller.end());
    }

    private void admit(Caller caller, @Nullable String method) {
        if (ACTION.equals(method)) {
            admission.requestToEnd(caller.party());
        } else {
            admission.request(caller.party());
        }
    }

    private static <Q> Listener<Q> watched(Listener<Q> listener, CallEnd end) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                try {
                    super.onComplete();
                } finally {
                    end.come();
                }
            }

            @Override
            public void onCancel() {
                try {
                    super.onCancel();
                } finally {
                    end.come();
                }
            }
        };
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
}
