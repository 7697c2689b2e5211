package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.ipc.IpcMessages;
import io.grpc.ForwardingServerCall;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A real gRPC server on a free port around {@link TestFlightService}. It knows alice (password secret) and the token
 * good, hands out the bearer issued at the handshake with a cookie, and wants both on every later call.
 */
public final class TestFlightServer implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> COOKIE = Metadata.Key.of("cookie", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> SET_COOKIE =
            Metadata.Key.of("set-cookie", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));

    final TestFlightService service = new TestFlightService();
    private final Server server;
    private final int port;
    private final String address;

    public TestFlightServer() {
        this(InsecureServerCredentials.create());
    }

    TestFlightServer(ServerCredentials credentials) {
        this(0, credentials);
    }

    /** Starts on the port of a server that has stopped. */
    static TestFlightServer inPlaceOf(TestFlightServer stopped) {
        return new TestFlightServer(stopped.port, InsecureServerCredentials.create());
    }

    private TestFlightServer(int port, ServerCredentials credentials) {
        try {
            server = OkHttpServerBuilder.forPort(port, credentials)
                    .addService(ServerInterceptors.intercept(service, new Login()))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = server.getPort();
        address = "localhost:" + this.port;
    }

    public String address() {
        return address;
    }

    /** Lets a query's text be answered with one endpoint. */
    public void answer(String sql, IpcMessages result) {
        service.results.put(sql, List.of(result));
    }

    /** Stops, and returns when the port is free. */
    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Login implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            service.headers = headers;
            service.headersOf.put(call.getMethodDescriptor().getBareMethodName(), headers);
            String authorization = String.valueOf(headers.get(AUTHORIZATION));
            boolean handshake = call.getMethodDescriptor().getBareMethodName().equals("Handshake");
            boolean known = handshake
                    ? authorization.equals(BASIC) || authorization.equals("Bearer good")
                    : authorization.equals("Bearer issued") && "sid=7".equals(headers.get(COOKIE));
            if (!known) {
                call.close(Status.UNAUTHENTICATED.withDescription("Cannot log in: unknown user"), new Metadata());
                return new ServerCall.Listener<Q>() {};
            }
            return next.startCall(
                    new ForwardingServerCall.SimpleForwardingServerCall<Q, R>(call) {
                        @Override
                        public void close(Status status, Metadata trailers) {
                            if (handshake) {
                                trailers.put(AUTHORIZATION, "Bearer issued");
                                trailers.put(SET_COOKIE, "sid=7; HttpOnly; Secure");
                            }
                            super.close(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
