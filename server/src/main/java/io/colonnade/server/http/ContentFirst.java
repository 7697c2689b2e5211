package io.colonnade.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request brings before it is answered: a client that stops halfway, whatever it speaks and whether or not it says how
 * much will come, holds a connection and no thread that others wait for. What comes is copied, so that a byte holds a byte and not
 * the buffer that it came in, and a client that waits for a window of HTTP/2 gets it. Thread-safe.
 */
final class ContentFirst extends Handler.Wrapper {
    /** Of all requests that are on their way. */
    private static final long MOST_HELD = 64L << 20;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /**
     * Creates the handler.
     *
     * @param most how many bytes are read of a request; who answers one that brings more finds that there are more
     */
    ContentFirst(Handler handler, long most) {
        super(handler);
        this.most = most;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return new Reading(request, response, callback).begin();
    }

    /** The content of a request on its way. One thread at a time. */
    private final class Reading implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
        private Content.@Nullable Chunk read;

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Answers at once if everything is there already. */
        boolean begin() throws Exception {
            if (hasEnded()) {
                return answer();
            }
            request.demand(this);
            return true;
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
                more &= content.size() <= most && !isCrowded();
            }
            return true;
        }

        private void take(Content.Chunk chunk) {
            held.addAndGet(chunk.remaining());
            content.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            if (chunk.isLast() || content.size() > most) {
                read = Content.Chunk.from(ByteBuffer.wrap(content.toByteArray()), chunk.isLast());
            }
            chunk.release();
        }

        private boolean isCrowded() {
            return held.get() > MOST_HELD;
        }

        private boolean answer() throws Exception {
            held.addAndGet(-content.size());
            Content.Chunk whole = read;
            if (whole == null) {
                Router.guard(response);
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "Too many requests are on their way; try again later")
                        .send(response, callback);
                return true;
            }
            return ContentFirst.super.handle(new Read(request, whole), response, callback);
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
