package io.colonnade.server.http;

import io.colonnade.security.identity.Principal;
import io.colonnade.server.metrics.ServerMetrics;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics}: what the server counts, as Prometheus reads it. Counts of everybody's requests tell more than each of
 * them may know, so whoever may not read them finds nothing here.
 */
final class MetricsEndpoint implements Endpoint {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final ServerMetrics metrics;
    private final MetricsReaders readers;
    private final QueryRequests requests;

    MetricsEndpoint(ServerMetrics metrics, MetricsReaders readers, QueryRequests requests) {
        this.metrics = metrics;
        this.readers = readers;
        this.requests = requests;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        if (!readers.admits(request)) {
            @Nullable Principal principal = requests.asker(request).principal();
            if (!readers.admits(principal)) {
                throw Router.nothingHere();
            }
        }
        String type = mediaType(request);
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, metrics.text(type), callback);
    }

    /** Prometheus asks for one or the other, and takes the first in any case. */
    private static String mediaType(Request request) {
        String accept = request.getHeaders().getValuesList(HttpHeader.ACCEPT).stream()
                .reduce("", (left, right) -> left + "," + right)
                .toLowerCase(Locale.ROOT);
        return accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }
}
