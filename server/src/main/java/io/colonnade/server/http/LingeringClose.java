package io.colonnade.server.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads on, for a while, what a client still sends of a request that was answered before it was read. A connection of HTTP/1 that
 * is closed while bytes lie unread is reset, and the answer, which says what was wrong, is lost with it (RFC 9112, section 9.6).
 * HTTP/2 ends a request by itself. Thread-safe.
 */
final class LingeringClose extends Handler.Wrapper {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Duration longest;

    LingeringClose(Handler handler) {
        this(handler, LONGEST);
    }

    /**
     * Creates the handler.
     *
     * @param longest how long it reads what comes behind the answer
     */
    LingeringClose(Handler handler, Duration longest) {
        super(handler);
        this.longest = longest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean lingers =
                request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
                        && request.getLength() != 0
                        // Who waits to be told to go on has not begun to send.
                        && !request.getHeaders().contains(HttpHeader.EXPECT);
        return super.handle(request, response, lingers ? new Rest(request, callback) : callback);
    }

    /** What has not been read of a request when its answer is sent. */
    private final class Rest extends Callback.Nested implements Invocable.Task {
        private final Request request;
        private Scheduler.@Nullable Task deadline;

        Rest(Request request, Callback answered) {
            super(answered);
            this.request = request;
        }

        @Override
        public void succeeded() {
            if (hasEnded()) {
                super.succeeded();
                return;
            }
            deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::giveUp, longest.toMillis(), TimeUnit.MILLISECONDS);
            request.demand(this);
        }

        private void giveUp() {
            request.fail(new TimeoutException("The client goes on sending what nobody reads"));
        }

        @Override
        public void run() {
            if (hasEnded()) {
                Objects.requireNonNull(deadline).cancel();
                super.succeeded();
            } else {
                request.demand(this);
            }
        }

        /** Throws away what there is; returns whether no more is to come. */
        private boolean hasEnded() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    return false;
                }
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    return true;
                }
            }
        }
    }
}
