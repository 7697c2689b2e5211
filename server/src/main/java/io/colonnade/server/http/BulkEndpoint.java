package io.colonnade.server.http;

import io.colonnade.query.QueryPipeline;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.format.ResultFormat;
import io.colonnade.server.selection.BulkRead;
import io.colonnade.server.selection.Cursors;
import io.colonnade.server.selection.SelectableBatch;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /v1/{projection}/{batch}}: the rows of a batch, filtered, ordered and in pages, as the query of the address says. */
final class BulkEndpoint implements Endpoint {
    private static final List<ResultFormat> FORMATS = List.of(ResultFormat.values());

    private final QueryPipeline pipeline;
    private final NamedContracts contracts;
    private final QueryRequests requests;
    private final Admission admission;
    private final Cursors cursors;
    private final BufferAllocator allocator;

    BulkEndpoint(
            QueryPipeline pipeline,
            QueryRequests requests,
            Admission admission,
            Cursors cursors,
            BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.contracts = new NamedContracts(pipeline);
        this.requests = requests;
        this.admission = admission;
        this.cursors = cursors;
        this.allocator = allocator;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        Optional<Agreement<ResultFormat>> agreement = Agreement.of(request, response, FORMATS);
        if (agreement.isEmpty()) {
            Agreement.refusal(FORMATS).send(response, callback);
            return;
        }
        QueryRequests.Asker asker = requests.asker(request);
        Question question = question(request, asker);
        requests.answer(
                asker,
                agreement.get().offer().word(),
                (context, client) -> new RowsAnswer(pipeline, allocator, context, question, agreement.get(), client),
                request,
                response,
                callback);
    }

    /** What is not there is said before anything else: of a hidden batch, no parameter tells anything. */
    private Question question(Request request, QueryRequests.Asker asker) {
        SelectableBatch batch = contracts.batch(request, asker.principal());
        String query = request.getHttpURI().getQuery();
        admission.statement(query == null ? 0 : query.length());
        BulkParameters parameters = BulkParameters.of(request);
        BulkRead read = BulkRead.of(batch, parameters.wanted(batch), asker.principal(), cursors);
        return new BulkQuestion(read, parameters, cursors);
    }
}
