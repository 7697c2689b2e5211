package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.Party;
import io.colonnade.server.admission.Permit;
import io.colonnade.server.format.ResultFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** {@code POST /sql}: a statement in, its rows out. A client that reads slowly slows the reading of the source. */
final class SqlEndpoint implements Endpoint {
    static final int LARGEST_CHARACTER = 4;
    private static final int LARGEST_BODY = 1 << 30;

    private final QueryPipeline pipeline;
    private final Authorization authorization;
    private final BufferAllocator allocator;
    private final Duration timeout;
    private final Admission admission;

    SqlEndpoint(
            QueryPipeline pipeline,
            Authorization authorization,
            Admission admission,
            BufferAllocator allocator,
            Duration timeout) {
        this.pipeline = pipeline;
        this.authorization = authorization;
        this.allocator = allocator;
        this.timeout = timeout;
        this.admission = admission;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) throws Exception {
        Optional<ResultFormat> format = AcceptedFormat.of(request);
        if (format.isEmpty()) {
            Problem.of(HttpStatus.NOT_ACCEPTABLE_406, "None of the accepted types; there are " + AcceptedFormat.known())
                    .send(response, callback);
            return;
        }
        @Nullable Principal principal = authorization.principal(request).orElse(null);
        Party party = Party.of(principal, request.getConnectionMetaData().getRemoteSocketAddress());
        admission.request(party);
        String sql = statement(request);
        admission.statement(sql.length());
        Permit permit = admission.begin(party);
        AccessContext context =
                RequestRecord.of(request).access(format.get().word(), timeout).sharing(permit.memory());
        SqlAnswer answer =
                new SqlAnswer(pipeline, context, new QueryRequest.Sql(sql, null), format.get(), permit.client());
        answer(answer, permit, request, response, Callback.from(callback, permit::close));
    }

    private void answer(SqlAnswer answer, Permit permit, Request request, Response response, Callback callback) {
        permit.onStop(reason -> stop(answer, reason, response));
        // How long a query may take, and its client, is for the limits to say, and not for those of a silent
        // connection.
        request.addIdleTimeoutListener(silent -> false);
        CompletableFuture<Void> turn = permit.turn().toCompletableFuture();
        if (turn.isDone()) {
            turn.whenComplete((granted, refusal) -> answer(answer, refusal, response, callback));
        } else {
            turn.whenCompleteAsync(
                    (granted, refusal) -> {
                        // Another thread than the one that the request came on.
                        try (MDC.MDCCloseable traced = RequestRecord.of(request).onThisThread()) {
                            answer(answer, refusal, response, callback);
                        }
                    },
                    request.getComponents().getExecutor());
        }
    }

    private void answer(SqlAnswer answer, @Nullable Throwable refusal, Response response, Callback callback) {
        try {
            if (refusal instanceof RuntimeException refused) {
                throw refused;
            }
            answer.send(response, allocator);
            callback.succeeded();
        } catch (Throwable failure) {
            // Errors of the JVM too: nobody else would tell the client, or give its permit back.
            Router.fail(failure, response, callback);
        }
    }

    /** A thread that waits for its client learns of nothing else. */
    private static void stop(SqlAnswer answer, ColonnadeException reason, Response response) {
        answer.stop(reason);
        if (response.isCommitted()) {
            Router.breakOff(response, reason);
        }
    }

    private String statement(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            // Of a statement that is too long, just enough is read to know it.
            long most = (long) admission.limits().longestSql() * LARGEST_CHARACTER;
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, LARGEST_BODY) + 1));
            if (bytes.length > most) {
                admission.statement(bytes.length);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid statement: it is not UTF-8");
        } catch (IOException | BadMessageException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot read the statement: the request breaks off, or its chunks are malformed");
        }
    }
}
