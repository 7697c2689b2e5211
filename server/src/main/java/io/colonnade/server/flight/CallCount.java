package io.colonnade.server.flight;

import io.colonnade.server.metrics.CallMetrics;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/** Counts one call when it has ended, however it ends. gRPC makes one for each call. */
final class CallCount extends ServerStreamTracer {
    private final CallMetrics calls;
    private final String method;
    private final long begun = System.nanoTime();

    private CallCount(CallMetrics calls, String method) {
        this.calls = calls;
        this.method = method;
    }

    static ServerStreamTracer.Factory of(CallMetrics calls) {
        return new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
                return new CallCount(calls, known(fullMethodName));
            }
        };
    }

    /** Clients may call what they like. */
    private static String known(String fullMethodName) {
        return FlightServiceGrpc.getServiceDescriptor().getMethods().stream()
                .filter(method -> method.getFullMethodName().equals(fullMethodName))
                .map(method -> String.valueOf(method.getBareMethodName()))
                .findFirst()
                .orElse("other");
    }

    @Override
    public void streamClosed(Status status) {
        calls.call(method, status.getCode().name(), Duration.ofNanos(System.nanoTime() - begun));
    }
}
