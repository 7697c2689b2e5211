package io.colonnade.server.flight;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import org.slf4j.MDC;

/**
 * Sees every call first, so that what is logged of it names its trace, and how it ends, wherever it was refused: it tells the
 * audit of those that were refused for who makes them or for the limits. What the policy refuses, and what breaks off on its
 * way, the query road itself has told. Thread-safe.
 */
final class RefusalGate implements ServerInterceptor {
    private static final Set<Status.Code> REFUSALS =
            Set.of(Status.Code.UNAUTHENTICATED, Status.Code.RESOURCE_EXHAUSTED);

    private static final Metadata.Key<String> SQLSTATE =
            Metadata.Key.of(FlightErrors.SQLSTATE, Metadata.ASCII_STRING_MARSHALLER);

    private final Queries queries;

    RefusalGate(Queries queries) {
        this.queries = queries;
    }

    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        CallRecord record = CallRecord.of(headers, call.getAttributes());
        ServerCall<Q, R> watched = new SimpleForwardingServerCall<>(call) {
            private volatile boolean answered;

            @Override
            public void sendMessage(R message) {
                answered = true;
                super.sendMessage(message);
            }

            @Override
            public void close(Status status, Metadata trailers) {
                if (!answered && REFUSALS.contains(status.getCode())) {
                    String state = trailers.get(SQLSTATE);
                    queries.refused(record.access(), state == null ? "" : state);
                }
                super.close(status, trailers);
            }
        };
        Context context = Context.current().withValue(CallRecord.KEY, record);
        try (MDC.MDCCloseable traced = record.onThisThread()) {
            return new TracedListener<>(record, Contexts.interceptCall(context, watched, headers, next));
        }
    }
}
