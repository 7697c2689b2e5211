package io.colonnade.server.http;

import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.Selection;
import io.colonnade.server.catalog.ContractReport;
import io.colonnade.server.format.BatchWriter;
import io.colonnade.server.format.ResultFormat;
import io.colonnade.server.selection.BulkRead;
import io.colonnade.server.selection.SelectableBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /v1/{projection}/{batch}/schema}: the contract of a batch as JSON, or the schema that its rows have, as an Arrow stream
 * that ends before the first of them.
 */
final class SchemaEndpoint implements Endpoint {
    /** The first one is what anybody gets who has no preference. */
    private static final List<ResultFormat> FORMS = List.of(ResultFormat.JSON, ResultFormat.ARROW);

    private final QueryPipeline pipeline;
    private final NamedContracts contracts;
    private final QueryRequests requests;
    private final BufferAllocator allocator;

    SchemaEndpoint(QueryPipeline pipeline, QueryRequests requests, BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.contracts = new NamedContracts(pipeline);
        this.requests = requests;
        this.allocator = allocator;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) throws IOException {
        Optional<Agreement<ResultFormat>> agreement = Agreement.of(request, response, FORMS);
        if (agreement.isEmpty()) {
            Agreement.refusal(FORMS).send(response, callback);
            return;
        }
        QueryRequests.Asker asker = requests.asker(request);
        SelectableBatch batch = contracts.batch(request, asker.principal());
        ResultFormat form = agreement.get().offer();
        byte[] bytes = form == ResultFormat.JSON ? json(batch) : arrow(batch, request);
        TaggedContent.of(form.mediaType().toString(), bytes).send(request, response, callback);
    }

    private static byte[] json(SelectableBatch batch) {
        return (ContractReport.of(batch.projection(), batch.batch()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] arrow(SelectableBatch batch, Request request) throws IOException {
        Selection whole = BulkRead.whole(batch);
        Schema schema = pipeline.describe(requests.context(request, ResultFormat.ARROW.word()), whole)
                .schema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (VectorSchemaRoot none = VectorSchemaRoot.create(schema, allocator);
                BatchWriter writer = ResultFormat.ARROW.writer(none, bytes)) {
            writer.start();
            writer.finish();
        }
        return bytes.toByteArray();
    }
}
