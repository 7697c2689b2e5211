package io.colonnade.server.flight;

import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the caller of one call from the headers to the handlers, and what the login gave back to the headers. A refusal is
 * kept for {@link CallGate}, because only then can it be sent with its SQLSTATE.
 */
final class CallerMiddleware implements FlightServerMiddleware {
    static final Key<CallerMiddleware> KEY = Key.of("colonnade-caller");

    private static final Logger LOG = LoggerFactory.getLogger(CallerMiddleware.class);

    private final @Nullable Caller caller;
    private final @Nullable SessionId sessionId;
    private final @Nullable String issuedToken;
    private final @Nullable FlightRuntimeException refusal;

    private CallerMiddleware(
            @Nullable Caller caller,
            @Nullable SessionId sessionId,
            @Nullable String issuedToken,
            @Nullable FlightRuntimeException refusal) {
        this.caller = caller;
        this.sessionId = sessionId;
        this.issuedToken = issuedToken;
        this.refusal = refusal;
    }

    static CallerMiddleware of(Caller caller, SessionId sessionId, @Nullable String issuedToken) {
        return new CallerMiddleware(caller, sessionId, issuedToken, null);
    }

    static CallerMiddleware refusing(FlightRuntimeException refusal) {
        return new CallerMiddleware(null, null, null, refusal);
    }

    /** Returns who makes a call, or throws why they may not. */
    static Caller callerOf(CallContext context) {
        return of(context.getMiddleware(KEY));
    }

    /** Returns who makes the call that this thread is working on, where Flight gives no context. */
    static Caller callerOfThisCall() {
        return of(ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get().get(KEY));
    }

    private static Caller of(@Nullable FlightServerMiddleware found) {
        if (found instanceof CallerMiddleware middleware && middleware.refusal != null) {
            throw middleware.refusal;
        }
        if (found instanceof CallerMiddleware middleware && middleware.caller != null) {
            return middleware.caller;
        }
        throw new IllegalStateException("A call has either a caller or a refusal");
    }

    Optional<FlightRuntimeException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Returns who makes the call; empty if they were refused. */
    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    @Override
    public void onBeforeSendingHeaders(CallHeaders headers) {
        if (issuedToken != null) {
            headers.insert("authorization", "Bearer " + issuedToken);
        }
        if (sessionId != null) {
            sessionId.newCookie().ifPresent(cookie -> headers.insert("set-cookie", cookie));
        }
    }

    @Override
    public void onCallCompleted(CallStatus status) {}

    @Override
    public void onCallErrored(Throwable failure) {
        LOG.debug("An error arose after the call had ended", failure);
    }
}
