package io.colonnade.server.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What answers one path. Called on a thread of the door, which it may block; thread-safe. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers a request and completes the callback. What it throws before it has sent anything becomes a problem for the
     * client.
     */
    void answer(Request request, Response response, Callback callback) throws Exception;
}
