package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One gRPC call of any shape, read by one thread that waits. Flow control is by hand: the server may be a few messages
 * ahead of the reader and no more, so a queue that looks unbounded never holds more than the prefetch. The transport's
 * threads only enqueue.
 */
final class RpcCall<Q, R> {
    private final ClientCall<Q, R> call;
    private final CallScope scope;
    private final String target;
    private final SessionHeaders session;
    private final BlockingQueue<Event<R>> events = new LinkedBlockingQueue<>();
    private volatile Metadata responseHeaders = new Metadata();
    private boolean ended;

    RpcCall(ClientCall<Q, R> call, CallScope scope, String target, SessionHeaders session) {
        this.call = call;
        this.scope = scope;
        this.target = target;
        this.session = session;
    }

    void start(Metadata headers, int prefetch) throws SQLException {
        scope.enter(call);
        call.start(new Listener(), headers);
        if (scope.isCancelled()) {
            call.cancel("cancelled by the client", null);
        }
        call.request(prefetch);
    }

    void send(Q message) {
        call.sendMessage(message);
    }

    void halfClose() {
        call.halfClose();
    }

    /** Returns the next message, or null when the server has sent all. */
    @Nullable
    R next() throws SQLException {
        if (ended) {
            return null;
        }
        Event<R> event = take();
        if (event.message != null) {
            call.request(1);
            return event.message;
        }
        ended = true;
        if (!event.status.isOk()) {
            throw StatusErrors.toSqlException(event.status, event.trailers, scope, target);
        }
        return null;
    }

    private Event<R> take() throws SQLException {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw SqlState.QUERY_CANCELED.exception("Cannot finish the statement: its thread was interrupted", e);
        }
    }

    /** Returns the only answer of a unary call. */
    R only() throws SQLException {
        R answer = next();
        if (answer == null) {
            throw SqlState.PROTOCOL_VIOLATION.exception("Cannot use the answer of " + target + ": it is empty");
        }
        next();
        return answer;
    }

    /** Waits for the end and forgets what comes before it. */
    void drain() throws SQLException {
        while (!ended) {
            next();
        }
    }

    Metadata responseHeaders() {
        return responseHeaders;
    }

    /** Tells the server to stop, which ends the statement; harmless after the end. */
    void cancel() {
        scope.cancel();
        ended = true;
    }

    private final class Listener extends ClientCall.Listener<R> {
        @Override
        public void onHeaders(Metadata headers) {
            responseHeaders = headers;
            session.receive(headers);
        }

        @Override
        public void onMessage(R message) {
            events.add(new Event<>(message, Status.OK, responseHeaders));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            // An answer without messages has no headers of its own: what would be there comes with the trailers.
            session.receive(trailers);
            if (responseHeaders.keys().isEmpty()) {
                responseHeaders = trailers;
            }
            events.add(new Event<>(null, status, trailers));
        }
    }

    private static final class Event<R> {
        private final @Nullable R message;
        private final Status status;
        private final Metadata trailers;

        Event(@Nullable R message, Status status, Metadata trailers) {
            this.message = message;
            this.status = status;
            this.trailers = trailers;
        }
    }
}
