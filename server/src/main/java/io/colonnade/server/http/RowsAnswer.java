package io.colonnade.server.http;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ResultFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One query and its rows on their way to one client. */
final class RowsAnswer implements Answer {
    /**
     * What is asked.
     *
     * @param parameters one value for each parameter, in order
     */
    record Question(QueryRequest query, List<@Nullable Object> parameters) {}

    private static final int WRITE_BYTES = 1 << 16;

    private final QueryPipeline pipeline;
    private final BufferAllocator allocator;
    private final AccessContext context;
    private final Question question;
    private final ResultFormat format;
    private final ClientWait client;
    private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable BatchReader> reading = new AtomicReference<>();

    RowsAnswer(
            QueryPipeline pipeline,
            BufferAllocator allocator,
            AccessContext context,
            Question question,
            ResultFormat format,
            ClientWait client) {
        this.pipeline = pipeline;
        this.allocator = allocator;
        this.context = context;
        this.question = question;
        this.format = format;
        this.client = client;
    }

    @Override
    public void stop(ColonnadeException reason) {
        if (stopped.compareAndSet(null, reason)) {
            BatchReader reader = reading.get();
            if (reader != null) {
                reader.cancel();
            }
        }
    }

    /** Runs the query and sends every row. */
    @Override
    public void send(Response response) throws IOException {
        try {
            throwIfStopped();
            try (BatchReader reader = pipeline.run(context, question.query(), question.parameters(), allocator)) {
                reading.set(reader);
                throwIfStopped();
                OutputStream body = send(reader, response);
                // The audit has the end of the query before the client does: whoever does not get it broke off.
                reader.close();
                // Closing the body says that it is whole; after a failure it is left open, and the connection broken.
                body.close();
            }
        } catch (IOException | RuntimeException e) {
            throwIfStopped();
            throw e;
        }
    }

    private void throwIfStopped() {
        ColonnadeException reason = stopped.get();
        if (reason != null) {
            throw reason;
        }
    }

    private OutputStream send(BatchReader reader, Response response) throws IOException {
        // The first batch is read before the first byte is sent: most failures still have a status of their own.
        boolean more = reader.loadNextBatch();
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, format.mediaType());
        OutputStream body = new AwaitedBody(Content.Sink.asOutputStream(response), client, this::throwIfStopped);
        OutputStream out = new BufferedOutputStream(body, WRITE_BYTES);
        try (BatchWriter writer = format.writer(reader.getVectorSchemaRoot(), out)) {
            writer.start();
            while (more) {
                write(writer, reader);
                more = reader.loadNextBatch();
            }
            writer.finish();
        }
        out.flush();
        return body;
    }

    private void write(BatchWriter writer, BatchReader reader) throws IOException {
        long bytes = BatchBytes.of(reader.getVectorSchemaRoot());
        context.memory().take(bytes);
        try {
            writer.writeBatch();
        } finally {
            context.memory().give(bytes);
        }
    }
}
