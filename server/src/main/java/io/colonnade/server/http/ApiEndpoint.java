package io.colonnade.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.catalog.ApiPage;
import io.colonnade.server.catalog.OpenApiDocument;
import io.colonnade.server.catalog.OpenApiDocument.Operation;
import io.colonnade.server.format.ResultFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /openapi.json} and {@code GET /docs}: what there is to ask, for machines and for people, as far as the caller may see it. */
final class ApiEndpoint {
    private static final String LOGIN = "login";

    private final QueryPipeline pipeline;
    private final QueryRequests requests;
    private final String version;
    private final List<Operation> operations;

    /**
     * Creates the description.
     *
     * @param version of the server
     * @param routes what is described besides itself
     */
    ApiEndpoint(QueryPipeline pipeline, QueryRequests requests, String version, List<Route> routes) {
        this.pipeline = pipeline;
        this.requests = requests;
        this.version = version;
        this.operations = Stream.concat(routes.stream(), routes().stream())
                .map(route -> new Operation(route.path(), route.methods(), route.summary()))
                .toList();
    }

    /** Returns the routes under which the description is. */
    List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", this::document).described("This description, as OpenAPI 3.1"),
                Route.get("/docs", this::page)
                        .described("This description, as a page; with ?login for those who have a password"));
    }

    private void document(Request request, Response response, Callback callback) {
        String text = describe(requests.asker(request)) + "\n";
        TaggedContent.of("application/json", text.getBytes(StandardCharsets.UTF_8))
                .send(request, response, callback);
    }

    private ObjectNode describe(QueryRequests.Asker asker) {
        return OpenApiDocument.of(version, operations, formats(), pipeline.catalog(asker.principal()));
    }

    private static List<String> formats() {
        return Stream.of(ResultFormat.values())
                .map(format -> format.mediaType().toString())
                .toList();
    }

    private void page(Request request, Response response, Callback callback) {
        QueryRequests.Asker asker = requests.asker(request);
        boolean anonymous = asker.principal() == null;
        if (anonymous && LOGIN.equals(request.getHttpURI().getQuery())) {
            // A browser asks its user for a password when it is refused, and not before.
            Problem.of(HttpStatus.UNAUTHORIZED_401, "Log in to see more").send(response, callback);
            return;
        }
        response.getHeaders().put("Content-Security-Policy", ApiPage.CONTENT_SECURITY_POLICY);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        String html = ApiPage.of(describe(asker), anonymous ? "/docs?" + LOGIN : "");
        TaggedContent.of("text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .send(request, response, callback);
    }
}
