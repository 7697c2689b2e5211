package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.grpc.Metadata;
import io.grpc.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of one call arrive, or of several that are read together, for one thread that waits. The queue looks
 * unbounded, but each call asks for no more messages than its prefetch.
 */
final class Arrivals<R> {
    private final BlockingQueue<Arrival<R>> queue = new LinkedBlockingQueue<>();

    void add(Arrival<R> arrival) {
        queue.add(arrival);
    }

    /** Waits for what comes next, or returns null if nothing came for that long. */
    @Nullable
    Arrival<R> next(Duration patience) throws SQLException {
        try {
            return patience.isZero() ? queue.take() : queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlState.QUERY_CANCELED.exception("Cannot finish the statement: its thread was interrupted", e);
        }
    }

    /** A message of a call, or its end. Immutable. */
    static final class Arrival<R> {
        private static final Metadata NONE = new Metadata();

        private final RpcCall<?, R> from;
        private final @Nullable R message;
        private final Status status;
        private final Metadata trailers;

        private Arrival(RpcCall<?, R> from, @Nullable R message, Status status, Metadata trailers) {
            this.from = from;
            this.message = message;
            this.status = status;
            this.trailers = trailers;
        }

        static <R> Arrival<R> message(RpcCall<?, R> from, R message) {
            return new Arrival<>(from, message, Status.OK, NONE);
        }

        static <R> Arrival<R> end(RpcCall<?, R> from, Status status, Metadata trailers) {
            return new Arrival<>(from, null, status, trailers);
        }

        RpcCall<?, R> from() {
            return from;
        }

        /** Returns the message, or null where the call has ended. */
        @Nullable
        R message() {
            return message;
        }

        Status status() {
            return status;
        }

        Metadata trailers() {
            return trailers;
        }
    }
}
