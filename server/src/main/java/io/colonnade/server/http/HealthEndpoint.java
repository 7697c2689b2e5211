package io.colonnade.server.http;

import io.colonnade.source.Source;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /healthz}, which says that the process answers, and {@code GET /readyz}, which asks the sources too. */
final class HealthEndpoint implements Endpoint {
    private final List<Source> sources;

    private HealthEndpoint(Collection<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    static HealthEndpoint ofProcess() {
        return new HealthEndpoint(List.of());
    }

    static HealthEndpoint ofSources(Collection<Source> sources) {
        return new HealthEndpoint(sources);
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        List<String> down = sources.stream()
                .filter(source -> !source.isHealthy())
                .map(Source::name)
                .toList();
        if (!down.isEmpty()) {
            // The names of sources are for operators, who have the log; anybody may ask this path.
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, down.size() + " of " + sources.size() + " sources are down")
                    .send(response, callback);
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        Content.Sink.write(response, true, "ok\n", callback);
    }
}
