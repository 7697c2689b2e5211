package io.colonnade.server.http;

import io.colonnade.server.metrics.CallMetrics;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Counts every request when it is answered, also those that Jetty itself refuses. */
final class RequestCount implements RequestLog {
    private static final String ROUTE = RequestCount.class.getName();

    private final CallMetrics calls;

    RequestCount(CallMetrics calls) {
        this.calls = calls;
    }

    /** Notes which route answers a request. */
    static void of(Request request, Route route) {
        request.setAttribute(ROUTE, route.path());
    }

    @Override
    public void log(Request request, Response response) {
        Object route = request.getAttribute(ROUTE);
        calls.request(
                route == null ? "none" : route.toString(),
                request.getMethod(),
                response.getStatus(),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()),
                Response.getContentBytesWritten(response));
    }
}
