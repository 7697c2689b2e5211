package io.colonnade.server.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty finds before any endpoint is asked, as the problems that all others are. */
final class ProblemErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Router.guard(response);
        if (response.getStatus() == HttpStatus.BAD_REQUEST_400) {
            // What follows on the connection cannot be told from what was wrong.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Problem.of(response.getStatus(), detail(response.getStatus())).send(response, callback);
        return true;
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "The request is not valid HTTP, or its path is ambiguous";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not come in time";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "The request's content is too large";
            case HttpStatus.URI_TOO_LONG_414 -> "The request's path and query are too long";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The request's headers are too large";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "The server speaks HTTP/1.1 and HTTP/2";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "The server could not answer the request";
            default -> HttpStatus.getMessage(status);
        };
    }
}
