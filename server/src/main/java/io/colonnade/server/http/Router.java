package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** From path and method to endpoint, and from an error to an answer. */
final class Router extends Handler.Abstract {
    private final List<Route> routes;
    private final QueryPipeline pipeline;

    /** Creates a router; where two routes have the same path, the first one answers. */
    Router(List<Route> routes, QueryPipeline pipeline) {
        this.routes = List.copyOf(routes);
        this.pipeline = pipeline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        guard(response);
        try (MDC.MDCCloseable traced = RequestRecord.begin(request, pipeline).onThisThread()) {
            answer(request, response, callback);
        }
        return true;
    }

    /** What every answer says unless its endpoint knows better: nobody is to keep it, or to take it for something else. */
    static void guard(Response response) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
    }

    private void answer(Request request, Response response, Callback callback) {
        try {
            Route route = route(request);
            if (HttpMethod.OPTIONS.is(request.getMethod())) {
                response.getHeaders().put(HttpHeader.ALLOW, route.allowed());
                response.setStatus(HttpStatus.NO_CONTENT_204);
                callback.succeeded();
            } else if (route.takes(request.getMethod())) {
                route.endpoint().answer(request, response, callback);
            } else {
                response.getHeaders().put(HttpHeader.ALLOW, route.allowed());
                Problem.of(HttpStatus.METHOD_NOT_ALLOWED_405, "This path takes " + route.allowed() + " only")
                        .send(response, callback);
            }
        } catch (Throwable e) {
            // Errors of the JVM too: Jetty would answer with a page of its own.
            fail(e, response, callback);
        }
    }

    private Route route(Request request) {
        List<String> segments = PathSegments.of(request);
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(segments);
            if (variables.isPresent()) {
                PathSegments.note(request, variables.get());
                RequestCount.of(request, route);
                return route;
            }
        }
        throw nothingHere();
    }

    /** Returns what is said where there is nothing, and where somebody may not know that there is. */
    static ColonnadeException nothingHere() {
        return ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.INVALID_PARAMETER, "There is nothing at this path");
    }

    /** Answers a request with the error of a check that it does not pass. */
    boolean refuse(Runnable check, Request request, Response response, Callback callback) {
        guard(response);
        RequestRecord.begin(request, pipeline);
        try {
            check.run();
            throw new IllegalStateException("A check that was to fail");
        } catch (RuntimeException e) {
            fail(e, response, callback);
        }
        return true;
    }

    /** Answers with an error, unless half an answer was sent. */
    static void fail(Throwable failure, Response response, Callback callback) {
        if (response.isCommitted()) {
            callback.failed(failure);
            // Jetty leaves the connection open where the request's content was read before the handler was called.
            HalfAnswer.breakOff(response, failure);
        } else {
            Problem problem = Problem.of(failure);
            RequestRecord.of(response.getRequest()).answeredWith(problem);
            problem.send(response, callback);
        }
    }
}
