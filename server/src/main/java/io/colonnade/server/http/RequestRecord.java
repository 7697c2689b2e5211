package io.colonnade.server.http;

import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.session.RequestTrace;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** What the audit is told of one request: its trace, where it comes from and, once that is known, who makes it. */
final class RequestRecord {
    private static final String ATTRIBUTE = RequestRecord.class.getName();
    private static final String DOOR = "http";
    /** What the policy refuses, the query road itself has told. */
    private static final Set<Integer> REFUSALS = Set.of(HttpStatus.UNAUTHORIZED_401, HttpStatus.TOO_MANY_REQUESTS_429);

    private final String trace;
    private final String peer;
    private volatile @Nullable Principal principal;
    private volatile String sqlState = "";

    private RequestRecord(String trace, String peer) {
        this.trace = trace;
        this.peer = peer;
    }

    /** Begins the record of a request, which tells the audit in the end if the request was refused. */
    static void begin(Request request, Response response, QueryPipeline pipeline) {
        RequestRecord record = new RequestRecord(
                RequestTrace.idOf(request.getHeaders().get(RequestTrace.HEADER)), Request.getRemoteAddr(request));
        request.setAttribute(ATTRIBUTE, record);
        Request.addCompletionListener(request, failure -> {
            if (REFUSALS.contains(response.getStatus())) {
                pipeline.refused(record.access("", Duration.ZERO), record.sqlState);
            }
        });
    }

    static RequestRecord of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestRecord record) {
            return record;
        }
        throw new IllegalStateException("A request without its record");
    }

    void madeBy(@Nullable Principal caller) {
        principal = caller;
    }

    void refusedAs(String state) {
        sqlState = state;
    }

    AccessContext access(String format, Duration timeout) {
        return AccessContext.of(principal, DOOR, format, timeout).to(peer).tracedAs(trace);
    }
}
