package io.colonnade.server.http;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.DeprecatedProjection;
import io.colonnade.query.HeldReads;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.RowBounds;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.Offer;
import io.colonnade.server.format.ResultFormat;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One query and its rows on their way to one client. */
final class RowsAnswer implements Answer {
    private static final RowBounds ONE_ROW = new RowBounds(1, 0);

    private final QueryPipeline pipeline;
    private final BufferAllocator allocator;
    private final AccessContext context;
    private final Question question;
    private final Agreement<ResultFormat> agreement;
    private final ClientWait client;
    private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable BatchReader> reading = new AtomicReference<>();

    RowsAnswer(
            QueryPipeline pipeline,
            BufferAllocator allocator,
            AccessContext context,
            Question question,
            Agreement<ResultFormat> agreement,
            ClientWait client) {
        this.pipeline = pipeline;
        this.allocator = allocator;
        this.context = context;
        this.question = question;
        this.agreement = agreement;
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

    /** Runs the query and sends every row, or the header alone, for which the first rows are enough. */
    @Override
    public void send(Response response) throws IOException {
        try {
            throwIfStopped();
            if (HttpMethod.HEAD.is(response.getRequest().getMethod())) {
                sendHead(response);
            } else {
                sendRows(response);
            }
        } catch (IOException | RuntimeException e) {
            throwIfStopped();
            throw e;
        }
    }

    private void sendHead(Response response) throws IOException {
        try (HeldReads unsent = new HeldReads()) {
            AccessContext first = context.holding(unsent).bounded(ONE_ROW);
            try (BatchReader reader = opened(first)) {
                tell(reader, response);
            }
        }
        AnswerBody.sendHead(response, agreement, contentType(), client, this::throwIfStopped);
    }

    private void sendRows(Response response) throws IOException {
        try (BatchReader reader = opened(context)) {
            send(reader, response);
        }
    }

    private BatchReader opened(AccessContext asked) throws IOException {
        BatchReader reader = question.run(pipeline, asked, allocator);
        reading.set(reader);
        try {
            throwIfStopped();
            return reader;
        } catch (RuntimeException stop) {
            reader.close();
            throw stop;
        }
    }

    private void throwIfStopped() {
        ColonnadeException reason = stopped.get();
        if (reason != null) {
            throw reason;
        }
    }

    /** The first batch is read before the first byte is sent: most failures still have a status of their own. */
    private boolean tell(BatchReader reader, Response response) throws IOException {
        boolean more = reader.loadNextBatch();
        DeprecationHeaders.put(
                DeprecatedProjection.of(reader.getVectorSchemaRoot().getSchema()), response);
        question.tell(response);
        name(response);
        return more;
    }

    private String contentType() {
        return agreement.offer().mediaType().toString();
    }

    private void send(BatchReader reader, Response response) throws IOException {
        boolean more = tell(reader, response);
        try (AnswerBody body = AnswerBody.begin(response, agreement, contentType(), client, this::throwIfStopped)) {
            rows(reader, more, body, response);
            // The audit has the end of the query before the client does: whoever does not get it broke off.
            reader.close();
            body.complete();
        }
    }

    /** What is a file is saved, where it is saved, under a name that tells its format. */
    private void name(Response response) {
        if (agreement.offer().content() == Offer.Content.FILE) {
            String name = "result." + agreement.offer().extension();
            response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + name + "\"");
        }
    }

    private void rows(BatchReader reader, boolean first, AnswerBody body, Response response) throws IOException {
        try (BatchWriter writer = new CountedWriter(
                agreement.offer().writer(reader.getVectorSchemaRoot(), body.out()), context.memory())) {
            try {
                writer.start();
                for (boolean more = first; more; more = reader.loadNextBatch()) {
                    write(writer, reader);
                    body.out().flush();
                }
                writer.finish();
            } catch (IOException | RuntimeException e) {
                HalfAnswer.tell(e, writer, body.out(), response);
                throw e;
            }
        }
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
