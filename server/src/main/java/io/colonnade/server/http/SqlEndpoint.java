package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ResultFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /sql}: a statement in, its rows out. A client that reads slowly slows the reading of the source. */
final class SqlEndpoint implements Endpoint {
    private static final int LARGEST_STATEMENT = 1 << 20;
    private static final int WRITE_BYTES = 1 << 16;

    private final QueryPipeline pipeline;
    private final Authorization authorization;
    private final BufferAllocator allocator;
    private final Duration timeout;

    SqlEndpoint(QueryPipeline pipeline, Authorization authorization, BufferAllocator allocator, Duration timeout) {
        this.pipeline = pipeline;
        this.authorization = authorization;
        this.allocator = allocator;
        this.timeout = timeout;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) throws Exception {
        Optional<ResultFormat> format = AcceptedFormat.of(request);
        if (format.isEmpty()) {
            Problem.of(HttpStatus.NOT_ACCEPTABLE_406, "None of the accepted types; there are " + AcceptedFormat.known())
                    .send(response, callback);
            return;
        }
        AccessContext context = AccessContext.of(
                authorization.principal(request).orElse(null),
                "http",
                format.get().word(),
                timeout);
        QueryRequest query = new QueryRequest.Sql(statement(request), null);
        try (BatchReader reader = pipeline.run(context, query, List.of(), allocator)) {
            send(reader, format.get(), response);
        }
        callback.succeeded();
    }

    private static void send(BatchReader reader, ResultFormat format, Response response) throws IOException {
        // The first batch is read before the first byte is sent, so that most failures still have a status of their
        // own.
        boolean more = reader.loadNextBatch();
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, format.mediaType());
        OutputStream body = Content.Sink.asOutputStream(response);
        OutputStream out = new BufferedOutputStream(body, WRITE_BYTES);
        try (BatchWriter writer = format.writer(reader.getVectorSchemaRoot(), out)) {
            writer.start();
            while (more) {
                writer.writeBatch();
                more = reader.loadNextBatch();
            }
            writer.finish();
        }
        out.flush();
        // Closing the body says that it is whole; after a failure it is left open, and the connection is broken.
        body.close();
    }

    private static String statement(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LARGEST_STATEMENT + 1);
            if (bytes.length > LARGEST_STATEMENT) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.INVALID_PARAMETER,
                        "Invalid statement: longer than " + LARGEST_STATEMENT + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid statement: it is not UTF-8");
        }
    }
}
