package io.colonnade.server.http;

import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.session.RequestTrace;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the audit is told of one request: its trace, where it comes from and, once that is known, who makes it. */
final class RequestRecord {
    private static final String ATTRIBUTE = RequestRecord.class.getName();
    private static final String DOOR = "http";
    /** What the policy refuses, the query road itself has told. */
    private static final Set<Integer> REFUSALS = Set.of(HttpStatus.UNAUTHORIZED_401, HttpStatus.TOO_MANY_REQUESTS_429);

    private final QueryPipeline pipeline;
    private final String trace;
    private final String peer;
    private volatile @Nullable Principal principal;

    private RequestRecord(QueryPipeline pipeline, String trace, String peer) {
        this.pipeline = pipeline;
        this.trace = trace;
        this.peer = peer;
    }

    static RequestRecord begin(Request request, QueryPipeline pipeline) {
        String trace = RequestTrace.idOf(request.getHeaders().get(RequestTrace.HEADER));
        RequestRecord record = new RequestRecord(pipeline, trace, Request.getRemoteAddr(request));
        request.setAttribute(ATTRIBUTE, record);
        HalfAnswer.begin(request);
        return record;
    }

    static RequestRecord of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestRecord record) {
            return record;
        }
        throw new IllegalStateException("A request without its record");
    }

    /** Has what this thread logs name the request's trace, until the result is closed. */
    MDC.MDCCloseable onThisThread() {
        return RequestTrace.onThisThread(trace);
    }

    void madeBy(Principal caller) {
        principal = caller;
    }

    /** Tells the audit if the request was refused for who makes it or for the limits. */
    void answeredWith(Problem problem) {
        if (REFUSALS.contains(problem.status())) {
            refused(problem.sqlState());
        }
    }

    /** Tells the audit that the request was refused before it became a query. */
    void refused(String sqlState) {
        pipeline.refused(access("", Duration.ZERO), sqlState);
    }

    AccessContext access(String format, Duration timeout) {
        return AccessContext.of(principal, DOOR, format, timeout).to(peer).tracedAs(trace);
    }
}
