package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.server.admission.Admission;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.apache.arrow.flight.grpc.StatusUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Flight's middleware and its methods: finds out who calls, and ends the calls of those who may not, handshakes
 * included, with the SQLSTATE that Flight's own way of refusing would drop. Lets in no more calls than the limits allow.
 * Thread-safe.
 */
final class CallGate implements ServerInterceptor {
    /** The one method by which clients also end what they have begun. */
    private static final String ACTION = "DoAction";

    private final Callers callers;
    private final Admission admission;

    CallGate(Callers callers, Admission admission) {
        this.callers = callers;
        this.admission = admission;
    }

    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var middleware = ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get();
        if (middleware == null || !(middleware.get(CallerMiddleware.KEY) instanceof CallerMiddleware known)) {
            return next.startCall(call, headers);
        }
        Optional<FlightRuntimeException> unknown = known.identify(callers, Connection.of(call.getAttributes()));
        if (unknown.isPresent()) {
            return end(call, unknown.get());
        }
        Caller caller = known.caller();
        CallRecord.madeBy(caller);
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
}
