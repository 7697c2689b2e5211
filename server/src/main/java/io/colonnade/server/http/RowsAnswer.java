package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.DeprecatedProjection;
import io.colonnade.query.HeldReads;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.RowBounds;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.Offer;
import io.colonnade.server.format.ResultFormat;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Response;

/** One query and its rows on their way to one client. */
final class RowsAnswer implements Answer {
    private static final RowBounds ONE_ROW = new RowBounds(1, 0);

    private final QueryPipeline pipeline;
    private final BufferAllocator allocator;
    private final Leaving leaving;
    private final Question question;
    private final Agreement<ResultFormat> agreement;
    private final ClientWait client;
    private final Stopping stopping = new Stopping();

    RowsAnswer(
            QueryPipeline pipeline,
            BufferAllocator allocator,
            AccessContext context,
            Question question,
            Agreement<ResultFormat> agreement,
            ClientWait client) {
        this.pipeline = pipeline;
        this.allocator = allocator;
        this.leaving = Leaving.as(agreement.offer(), context);
        this.question = question;
        this.agreement = agreement;
        this.client = client;
    }

    @Override
    public void stop(ColonnadeException reason) {
        question.stop(reason);
        stopping.stop(reason);
    }

    /** Runs the query and sends every row, or the header alone, for which the first rows are enough. */
    @Override
    public void send(Response response) throws IOException {
        try {
            stopping.throwIfStopped();
            if (HttpMethod.HEAD.is(response.getRequest().getMethod())) {
                sendHead(response);
            } else {
                sendRows(response);
            }
        } catch (IOException | RuntimeException e) {
            stopping.throwIfStopped();
            throw e;
        }
    }

    private void sendHead(Response response) throws IOException {
        try (HeldReads unsent = new HeldReads()) {
            AccessContext first = leaving.context().holding(unsent).bounded(ONE_ROW);
            try (BatchReader reader = question.run(pipeline, first, allocator)) {
                stopping.begun(reader::cancel);
                tell(reader, response);
            }
        }
        AnswerBody.sendHead(response, agreement, contentType(), client, stopping::throwIfStopped);
    }

    private void sendRows(Response response) throws IOException {
        try (BatchReader reader = run(response)) {
            stopping.begun(reader::cancel);
            send(reader, response);
        }
    }

    /** Who is not there any more need not be answered: what runs for them alone is stopped. */
    private BatchReader run(Response response) {
        if (!question.isLong()) {
            return question.run(pipeline, leaving.context(), allocator);
        }
        try (ClientWatch unused = ClientWatch.of(response, () -> stop(ClientWatch.hasLeft()))) {
            return question.run(pipeline, leaving.context(), allocator);
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
        try (AnswerBody body = AnswerBody.begin(response, agreement, contentType(), client, stopping::throwIfStopped)) {
            OutputStream out = leaving.limited(body.out());
            new WrittenRows(leaving, body, response)
                    .write(agreement.offer().writer(reader.getVectorSchemaRoot(), out), reader, more);
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
}
