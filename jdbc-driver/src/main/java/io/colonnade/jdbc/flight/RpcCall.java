package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.Arrivals.Arrival;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One gRPC call of any shape, read by one thread that waits. Flow control is by hand: the server may be a few messages
 * ahead of the reader and no more. The transport's threads only enqueue.
 */
final class RpcCall<Q, R> {
    private final ClientCall<Q, R> call;
    private final CallScope scope;
    private final Peer peer;
    private final Arrivals<R> arrivals;
    private volatile Metadata responseHeaders = new Metadata();
    private boolean ended;

    /** With whom a call speaks, for its headers and its messages. Immutable. */
    static final class Peer {
        private final String name;
        private final SessionHeaders session;
        private final Patience patience;

        Peer(String name, SessionHeaders session, Patience patience) {
            this.name = name;
            this.session = session;
            this.patience = patience;
        }
    }

    RpcCall(ClientCall<Q, R> call, CallScope scope, Peer peer, Arrivals<R> arrivals) {
        this.call = call;
        this.scope = scope;
        this.peer = peer;
        this.arrivals = arrivals;
    }

    void start(Metadata headers, int prefetch) {
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

    /** Returns the next message of a call that is alone in its arrivals, or null when the server has sent all. */
    @Nullable
    R next() throws SQLException {
        return ended ? null : taken(await());
    }

    /** Waits for what arrives next at this call or at those that it is read together with. */
    Arrival<R> await() throws SQLException {
        Duration limit = peer.patience.limit();
        try {
            Arrival<R> arrival = arrivals.next(limit);
            if (arrival == null) {
                throw scope.silent(peer.name, limit);
            }
            return arrival;
        } catch (SQLException e) {
            // Who has waited in vain, or was interrupted, does not come back for the rest.
            scope.cancel();
            throw e;
        }
    }

    /** Takes an arrival of this call: its message, or null at the end, or the error that it ended with. */
    @Nullable
    R taken(Arrival<R> arrival) throws SQLException {
        R message = arrival.message();
        if (message != null) {
            call.request(1);
            return message;
        }
        ended = true;
        if (!arrival.status().isOk()) {
            throw StatusErrors.toSqlException(arrival.status(), arrival.trailers(), scope, peer.name);
        }
        return null;
    }

    /** Returns the only answer of a unary call. */
    R only() throws SQLException {
        R answer = next();
        if (answer == null) {
            throw SqlState.PROTOCOL_VIOLATION.exception("Cannot use the answer of " + peer.name + ": it is empty");
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

    /** Tells the server to stop; harmless after the end. */
    void cancel() {
        call.cancel("cancelled by the client", null);
        ended = true;
    }

    private final class Listener extends ClientCall.Listener<R> {
        @Override
        public void onHeaders(Metadata headers) {
            responseHeaders = headers;
            peer.session.receive(headers);
        }

        @Override
        public void onMessage(R message) {
            arrivals.add(Arrival.message(RpcCall.this, message));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            // An answer without messages has no headers of its own: what would be there comes with the trailers.
            peer.session.receive(trailers);
            if (responseHeaders.keys().isEmpty()) {
                responseHeaders = trailers;
            }
            scope.leave(call);
            arrivals.add(Arrival.end(RpcCall.this, status, trailers));
        }
    }
}
