package io.colonnade.server.http;

import io.colonnade.server.admission.Admission;
import io.colonnade.source.Source;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /healthz}, which says that the process answers, and {@code GET /readyz}, which asks the sources too and fails
 * once the server is stopping, or none of them answers: all replicas would fail for the one that does not, and with them
 * what the others still have.
 */
final class HealthEndpoint implements Endpoint {
    private final BooleanSupplier serving;
    private final SourcesHealth sources;

    private HealthEndpoint(BooleanSupplier serving, Collection<Source> sources) {
        this.serving = serving;
        this.sources = new SourcesHealth(
                sources.stream()
                        .<BooleanSupplier>map(source -> source::isHealthy)
                        .toList(),
                System::nanoTime);
    }

    static HealthEndpoint ofProcess() {
        return new HealthEndpoint(() -> true, List.of());
    }

    static HealthEndpoint ofServer(Admission admission, Collection<Source> sources) {
        return new HealthEndpoint(admission::isServing, sources);
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        if (!serving.getAsBoolean()) {
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, "The server is stopping")
                    .send(response, callback);
            return;
        }
        int down = sources.down();
        // The names of sources are for operators, who have the log; anybody may ask this path.
        String found = down + " of " + sources.count() + " sources are down";
        if (down > 0 && down == sources.count()) {
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, found).send(response, callback);
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        Content.Sink.write(response, true, down == 0 ? "ok\n" : "degraded: " + found + "\n", callback);
    }
}
