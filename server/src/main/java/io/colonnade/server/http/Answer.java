package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import org.eclipse.jetty.server.Response;

/** What a request is answered with when its turn has come. One thread sends it; any thread may stop it. */
interface Answer {
    /**
     * Sends the answer, to its end. What it throws before it has sent anything becomes a problem for the client, and what it
     * throws later breaks the connection.
     */
    void send(Response response) throws Exception;

    /** Has {@link #send} fail soon with this reason, and what it waits for end, down to the source. */
    void stop(ColonnadeException reason);
}
