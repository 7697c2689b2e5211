package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.admission.Party;
import io.colonnade.server.admission.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The way of every request that runs queries: who asks, whether the limits let them, their turn, and then the answer, on a thread
 * of the door. Endpoints that answer with rows call it. Thread-safe.
 */
final class QueryRequests {
    /**
     * Who asks.
     *
     * @param principal the caller; null is an anonymous one
     * @param party whose limits hold
     */
    record Asker(@Nullable Principal principal, Party party) {}

    /** Makes the answer that is sent when the turn has come; it runs nothing yet. */
    interface Work {
        /**
         * Returns the answer.
         *
         * @param context on whose behalf its queries run
         * @param client is told of waits for the client
         */
        Answer begin(AccessContext context, ClientWait client);
    }

    private final Authorization authorization;
    private final Admission admission;
    private final Duration timeout;

    /**
     * Creates the way.
     *
     * @param timeout how long a query may take
     */
    QueryRequests(Authorization authorization, Admission admission, Duration timeout) {
        this.authorization = authorization;
        this.admission = admission;
        this.timeout = timeout;
    }

    /**
     * Returns who asks, and counts the request.
     *
     * @throws ColonnadeException UNAUTHENTICATED for wrong credentials, RESOURCE_EXHAUSTED for too many requests
     */
    Asker asker(Request request) {
        @Nullable Principal principal = authorization.principal(request).orElse(null);
        Party party = Party.of(principal, request.getConnectionMetaData().getRemoteSocketAddress());
        admission.request(party);
        return new Asker(principal, party);
    }

    /** Returns on whose behalf a request is answered that plans, and reads no rows. */
    AccessContext context(Request request, String format) {
        return RequestRecord.of(request).access(format, timeout);
    }

    /**
     * Answers a request when its turn has come, and completes the callback.
     *
     * @param format what the answer is written as, for the audit
     */
    void answer(Asker asker, String format, Work work, Request request, Response response, Callback callback) {
        Permit permit = admission.begin(asker.party());
        Callback ended = Callback.from(callback, permit::close);
        try {
            AccessContext context =
                    RequestRecord.of(request).access(format, timeout).sharing(permit.memory());
            Answer answer = work.begin(context, permit.client());
            permit.onStop(reason -> stop(answer, reason, response));
            // A client of HTTP/2 that resets its stream has no use for what is still read.
            request.addFailureListener(
                    gone -> request.getComponents().getExecutor().execute(() -> answer.stop(ClientWatch.hasLeft())));
            // How long a query may take, and its client, is for the limits to say, and not for those of a silent
            // connection.
            request.addIdleTimeoutListener(silent -> false);
            await(permit.turn().toCompletableFuture(), answer, request, response, ended);
        } catch (Throwable failure) {
            Router.fail(failure, response, ended);
        }
    }

    private static void await(
            CompletableFuture<Void> turn, Answer answer, Request request, Response response, Callback callback) {
        if (turn.isDone()) {
            turn.whenComplete((granted, refusal) -> send(answer, refusal, response, callback));
            return;
        }
        turn.whenCompleteAsync(
                (granted, refusal) -> {
                    // Another thread than the one that the request came on.
                    try (MDC.MDCCloseable traced = RequestRecord.of(request).onThisThread()) {
                        send(answer, refusal, response, callback);
                    }
                },
                request.getComponents().getExecutor());
    }

    private static void send(Answer answer, @Nullable Throwable refusal, Response response, Callback callback) {
        try {
            if (refusal instanceof RuntimeException refused) {
                throw refused;
            }
            answer.send(response);
            callback.succeeded();
        } catch (Throwable failure) {
            // Errors of the JVM too: nobody else would tell the client, or give its permit back.
            Router.fail(failure, response, callback);
        }
    }

    /** A thread that waits for its client learns of nothing else. */
    private static void stop(Answer answer, ColonnadeException reason, Response response) {
        answer.stop(reason);
        if (response.isCommitted()) {
            HalfAnswer.breakOff(response, reason);
        }
    }
}
