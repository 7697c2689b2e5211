package io.colonnade.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.session.Incidents;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An error as HTTP clients see it (RFC 9457). */
record Problem(int status, String detail, String sqlState, Duration retryAfter) {
    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    static Problem of(int status, String detail) {
        return new Problem(status, detail, "", USUAL_WAIT);
    }

    static Problem of(Throwable failure) {
        ColonnadeException told = Incidents.told(failure);
        int status = isTooLong(told) ? HttpStatus.PAYLOAD_TOO_LARGE_413 : status(told.kind());
        if (told.getCause() != null && HttpStatus.isServerError(status)) {
            LOG.warn("{}: {}", told.kind(), told.getMessage(), told.getCause());
        }
        return new Problem(
                status, told.clientMessage(), told.sqlState(), told.retryAfter().orElse(USUAL_WAIT));
    }

    /** HTTP has a word of its own for it. */
    private static boolean isTooLong(ColonnadeException told) {
        return told.kind() == ErrorKind.INVALID_ARGUMENT
                && told.sqlState().equals(SqlState.PROGRAM_LIMIT_EXCEEDED.code());
    }

    static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID_ARGUMENT -> HttpStatus.BAD_REQUEST_400;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED_401;
            case PERMISSION_DENIED -> HttpStatus.FORBIDDEN_403;
            case NOT_FOUND -> HttpStatus.NOT_FOUND_404;
            case FAILED_PRECONDITION -> HttpStatus.CONFLICT_409;
            case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS_429;
            case CANCELLED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE_503;
            case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT_504;
            case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED_501;
            case CONTRACT_VIOLATION, INVALID_CONFIGURATION, INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR_500;
        };
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        if (status == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"colonnade\", charset=\"UTF-8\"");
            response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"colonnade\"");
        }
        if (status == HttpStatus.TOO_MANY_REQUESTS_429 || status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders()
                    .put(
                            HttpHeader.RETRY_AFTER,
                            String.valueOf(
                                    Math.max(1, retryAfter.toSeconds() + (retryAfter.toMillisPart() > 0 ? 1 : 0))));
        }
        Content.Sink.write(response, true, json() + "\n", callback);
    }

    /** Returns the problem as a JSON object on one line. */
    String json() {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", detail);
        if (!sqlState.isEmpty()) {
            problem.put("sqlstate", sqlState);
        }
        return problem.toString();
    }
}
