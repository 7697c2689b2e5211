package io.colonnade.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.catalog.ContractReport;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1} and {@code GET /v1/{projection}}: the contracts that the caller may see, as JSON. */
final class CatalogEndpoint implements Endpoint {
    /** What a caller is told. */
    private interface Report {
        ObjectNode of(Request request, @Nullable Principal caller);
    }

    private final QueryRequests requests;
    private final Report report;

    private CatalogEndpoint(QueryRequests requests, Report report) {
        this.requests = requests;
        this.report = report;
    }

    static CatalogEndpoint ofProjections(QueryPipeline pipeline, QueryRequests requests) {
        return new CatalogEndpoint(requests, (request, caller) -> ContractReport.of(pipeline.catalog(caller)));
    }

    static CatalogEndpoint ofProjection(QueryPipeline pipeline, QueryRequests requests) {
        NamedContracts contracts = new NamedContracts(pipeline);
        return new CatalogEndpoint(
                requests, (request, caller) -> ContractReport.of(contracts.projection(request, caller)));
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        String text = report.of(request, requests.asker(request).principal()) + "\n";
        TaggedContent.of("application/json", text.getBytes(StandardCharsets.UTF_8))
                .send(request, response, callback);
    }
}
