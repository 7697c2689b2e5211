package io.colonnade.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.admission.ClientWait;
import io.colonnade.server.format.BatchesFormat;
import io.colonnade.server.format.Offer;
import io.colonnade.server.graphql.GraphQlError;
import io.colonnade.server.graphql.GraphQlError.Code;
import io.colonnade.server.graphql.GraphQlRequest;
import io.colonnade.server.graphql.Operations;
import io.colonnade.server.graphql.Preparation;
import io.colonnade.server.graphql.PreparedOperation;
import io.colonnade.server.graphql.RunningOperation;
import io.colonnade.server.graphql.RunningTables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One GraphQL operation and its rows on their way to one client. */
final class GraphQlAnswer implements Answer {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final Operations operations;
    private final QueryPipeline pipeline;
    private final AccessContext context;
    private final GraphQlRequest asked;
    private final Agreement<Offer> agreement;
    private final ClientWait client;
    private final Stopping stopping = new Stopping();

    GraphQlAnswer(
            Operations operations,
            QueryPipeline pipeline,
            AccessContext context,
            GraphQlRequest asked,
            Agreement<Offer> agreement,
            ClientWait client) {
        this.operations = operations;
        this.pipeline = pipeline;
        this.context = context;
        this.asked = asked;
        this.agreement = agreement;
        this.client = client;
    }

    @Override
    public void stop(ColonnadeException reason) {
        stopping.stop(reason);
    }

    @Override
    public void send(Response response) throws IOException {
        stopping.throwIfStopped();
        Preparation preparation =
                operations.prepare(pipeline.catalog(context.principal().orElse(null)), asked);
        if (preparation instanceof Preparation.Ready ready) {
            run(ready.operation(), response);
        } else if (preparation instanceof Preparation.Refused refused) {
            refuse(refused.errors(), response);
        }
    }

    private void refuse(List<GraphQlError> errors, Response response) throws IOException {
        boolean unsafe = !HttpMethod.POST.is(response.getRequest().getMethod())
                && errors.stream().anyMatch(error -> error.is(Code.OPERATION_NOT_SUPPORTED));
        if (unsafe) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
        }
        int status = unsafe ? HttpStatus.METHOD_NOT_ALLOWED_405 : type().statusOf(HttpStatus.BAD_REQUEST_400);
        send(errors, status, response);
    }

    private void send(List<GraphQlError> errors, int status, Response response) throws IOException {
        String text = GraphQlErrors.begin(errors, status, type(), response);
        OutputStream body = new AwaitedBody(Content.Sink.asOutputStream(response), client, stopping::throwIfStopped);
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.close();
    }

    private GraphQlType type() {
        return GraphQlType.of(agreement);
    }

    private @Nullable BatchesFormat tables(PreparedOperation prepared) {
        if (agreement.offer() instanceof BatchesFormat accepted) {
            return accepted;
        }
        return prepared.asksForTables() ? BatchesFormat.ARROW_STREAMS : null;
    }

    private void run(PreparedOperation prepared, Response response) throws IOException {
        try {
            DeprecationHeaders.put(prepared.deprecated(), response);
            BatchesFormat tables = tables(prepared);
            if (tables != null) {
                runTables(prepared, tables, response);
            } else if (HttpMethod.HEAD.is(response.getRequest().getMethod())) {
                AnswerBody.sendHead(response, agreement, type().contentType(), client, stopping::throwIfStopped);
            } else {
                runNested(prepared, response);
            }
        } catch (IOException | RuntimeException e) {
            stopping.throwIfStopped();
            fail(e, response);
        }
    }

    private void runNested(PreparedOperation prepared, Response response) throws IOException {
        try (RunningOperation operation = operations.begin(prepared, context)) {
            stopping.begun(operation::cancel);
            operation.open();
            write(operation, prepared.cost(), response);
        }
    }

    private void runTables(PreparedOperation prepared, BatchesFormat format, Response response) throws IOException {
        Leaving leaving = Leaving.as(format, context.as(format.format().word()));
        try (RunningTables tables = operations.beginTables(prepared, leaving.context())) {
            stopping.begun(tables::cancel);
            new TablesBody(format, agreement, leaving, client, stopping::throwIfStopped).send(tables, response);
        }
    }

    private void write(RunningOperation operation, long cost, Response response) throws IOException {
        try (AnswerBody body =
                AnswerBody.begin(response, agreement, type().contentType(), client, stopping::throwIfStopped)) {
            // Closed only where all is written: closing would end what is half written well.
            JsonGenerator json = JSON.createGenerator(body.out()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeFieldName("data");
            operation.write(json);
            json.writeObjectFieldStart("extensions");
            json.writeNumberField("cost", cost);
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
            // The audit has the end of the statements before the client does: whoever does not get it broke off.
            operation.close();
            body.complete();
        }
    }

    /** What the caller can mend is an error of GraphQL; what the server cannot do is told as at every path. */
    private void fail(Exception failure, Response response) throws IOException {
        if (failure instanceof ColonnadeException told && !response.isCommitted()) {
            int status = Problem.status(told.kind());
            if (HttpStatus.isClientError(status) && status != HttpStatus.TOO_MANY_REQUESTS_429) {
                send(List.of(GraphQlError.of(told)), type().statusOf(status), response);
                return;
            }
        }
        if (failure instanceof IOException broken) {
            throw broken;
        }
        throw (RuntimeException) failure;
    }
}
