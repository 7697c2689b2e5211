package io.colonnade.server.http;

import io.colonnade.query.QueryPipeline;
import io.colonnade.security.authentication.Identification;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.access.AccessReport;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.Party;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@code GET /whoami}: who the server takes the caller for, and what they may see. */
final class WhoAmIEndpoint implements Endpoint {
    private final QueryPipeline pipeline;
    private final Authorization authorization;
    private final Admission admission;

    WhoAmIEndpoint(QueryPipeline pipeline, Authorization authorization, Admission admission) {
        this.pipeline = pipeline;
        this.authorization = authorization;
        this.admission = admission;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        @Nullable Identification caller = authorization.identification(request).orElse(null);
        @Nullable Principal principal = caller == null ? null : caller.principal();
        admission.request(Party.of(principal, request.getConnectionMetaData().getRemoteSocketAddress()));
        String report = AccessReport.of(caller, pipeline.catalog(principal));
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, report + "\n", callback);
    }
}
