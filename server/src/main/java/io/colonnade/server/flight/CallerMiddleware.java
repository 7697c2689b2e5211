package io.colonnade.server.flight;

import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightMethod;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the caller of one call from the headers to the handlers, and what the login gave back to the headers. Who it is
 * turns out in {@link CallGate}, because only there is the connection known, and can a refusal be sent with its SQLSTATE.
 */
final class CallerMiddleware implements FlightServerMiddleware {
    static final Key<CallerMiddleware> KEY = Key.of("colonnade-caller");

    private static final Logger LOG = LoggerFactory.getLogger(CallerMiddleware.class);

    private final boolean login;
    private final CallHeaders headers;
    private Callers.@Nullable Identified identified;

    private CallerMiddleware(boolean login, CallHeaders headers) {
        this.login = login;
        this.headers = headers;
    }

    static Factory<CallerMiddleware> factory() {
        return (call, headers, context) -> new CallerMiddleware(call.method() == FlightMethod.HANDSHAKE, headers);
    }

    /** Returns who makes a call; none comes this far without {@link CallGate}. */
    static Caller callerOf(CallContext context) {
        return of(context.getMiddleware(KEY));
    }

    /** Returns who makes the call that this thread is working on, where Flight gives no context. */
    static Caller callerOfThisCall() {
        return of(ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get().get(KEY));
    }

    private static Caller of(@Nullable FlightServerMiddleware found) {
        if (found instanceof CallerMiddleware middleware) {
            return middleware.caller();
        }
        throw new IllegalStateException("A call without its middleware");
    }

    /** Returns who makes the call, once {@link #identify} has found that out. */
    Caller caller() {
        if (identified == null) {
            throw new IllegalStateException("A call whose caller nobody has looked at");
        }
        return identified.caller();
    }

    /** Finds out who it is; returns why they may not call, if they may not. */
    Optional<FlightRuntimeException> identify(Callers callers, Connection connection) {
        try {
            identified = callers.identify(login, headers, connection);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(FlightErrors.of(e));
        }
    }

    @Override
    public void onBeforeSendingHeaders(CallHeaders answer) {
        if (identified == null) {
            return;
        }
        if (identified.token() != null) {
            answer.insert("authorization", "Bearer " + identified.token());
        }
        identified.session().newCookie().ifPresent(cookie -> answer.insert("set-cookie", cookie));
    }

    @Override
    public void onCallCompleted(CallStatus status) {}

    @Override
    public void onCallErrored(Throwable failure) {
        LOG.debug("An error arose after the call had ended", failure);
    }
}
