package io.colonnade.server.http;

import io.colonnade.server.admission.Party;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request brings before it is answered: a client that stops halfway, whatever it speaks and whether or not it says how
 * much will come, holds a connection and no thread that others wait for. What comes is copied, so that a byte holds a byte and not
 * the buffer that it came in, and a client that waits for a window of HTTP/2 gets it. What does not arrive whole in time is given
 * up. Thread-safe.
 */
final class ContentFirst extends Handler.Wrapper {
    /** Of all requests that are on their way. */
    private static final long MOST_HELD = 64L << 20;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final long most;
    private final Duration longest;
    private final ArrivingBytes arriving = new ArrivingBytes(MOST_HELD);

    /**
     * Creates the handler.
     *
     * @param most how many bytes are read of a request; who answers one that brings more finds that there are more
     */
    ContentFirst(Handler handler, long most) {
        this(handler, most, LONGEST);
    }

    /**
     * Creates the handler.
     *
     * @param longest how long a request may take to arrive
     */
    ContentFirst(Handler handler, long most, Duration longest) {
        super(handler);
        this.most = most;
        this.longest = longest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return new Reading(request, response, callback).begin();
    }

    /** What has become of a request's content. */
    private enum State {
        ARRIVING,
        ENDED,
        LATE
    }

    /** The content of a request on its way. One thread at a time; any thread may find that it is late. */
    private final class Reading implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final Party network;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
        private final AtomicReference<State> state = new AtomicReference<>(State.ARRIVING);
        private Scheduler.@Nullable Task deadline;
        private Content.@Nullable Chunk read;

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.network = Party.of(null, request.getConnectionMetaData().getRemoteSocketAddress());
        }

        /** Answers at once if everything is there already. */
        boolean begin() throws Exception {
            if (hasEnded()) {
                return answer();
            }
            deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::giveUp, longest.toMillis(), TimeUnit.MILLISECONDS);
            request.demand(this);
            return true;
        }

        /** Has the next read fail, which {@link #run} hears of. */
        private void giveUp() {
            if (state.compareAndSet(State.ARRIVING, State.LATE)) {
                request.fail(new TimeoutException("The request has not arrived in time"));
            }
        }

        @Override
        public void run() {
            if (hasEnded()) {
                // Who answers may wait, and this thread must not.
                request.getContext().execute(this::answerLater);
            } else {
                request.demand(this);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /** Reads what there is; returns whether no more is to be read. */
        private boolean hasEnded() {
            boolean more = true;
            while (more) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    return false;
                }
                more = !chunk.isLast();
                if (Content.Chunk.isFailure(chunk)) {
                    read = chunk;
                    return true;
                }
                take(chunk);
                more &= content.size() <= most && !arriving.isCrowdedFor(network);
            }
            return true;
        }

        private void take(Content.Chunk chunk) {
            arriving.add(network, chunk.remaining());
            content.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            if (chunk.isLast() || content.size() > most) {
                read = Content.Chunk.from(ByteBuffer.wrap(content.toByteArray()), chunk.isLast());
            }
            chunk.release();
        }

        private boolean answer() throws Exception {
            arriving.remove(network, content.size());
            if (deadline != null) {
                deadline.cancel();
            }
            Content.Chunk whole = read;
            if (!state.compareAndSet(State.ARRIVING, State.ENDED)) {
                return refuse(
                        HttpStatus.REQUEST_TIMEOUT_408, "The request has not arrived whole in time; send it again");
            }
            if (whole == null) {
                return refuse(
                        HttpStatus.SERVICE_UNAVAILABLE_503, "Too many requests are on their way; try again later");
            }
            return ContentFirst.super.handle(new Read(request, whole), response, callback);
        }

        private boolean refuse(int status, String why) {
            Router.guard(response);
            Problem.of(status, why).send(response, callback);
            return true;
        }

        private void answerLater() {
            try {
                if (!answer()) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Throwable failure) {
                Response.writeError(request, response, callback, failure);
            }
        }
    }

    /** A request of which content has been read, which it gives again. */
    private static final class Read extends Request.Wrapper {
        private Content.@Nullable Chunk next;

        Read(Request request, Content.Chunk read) {
            super(request);
            this.next = read;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = next;
            if (chunk == null) {
                return super.read();
            }
            next = Content.Chunk.next(chunk);
            return chunk;
        }
    }
}
