package io.colonnade.server.http;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * How an answer ends of which the client has read a part: in a way that no client takes for the end of a whole one. Any thread
 * may end it, also while another writes.
 */
final class HalfAnswer {
    private static final String STREAM = HalfAnswer.class.getName();

    private HalfAnswer() {}

    /** Notes by what the answer travels, before anything of it is sent. */
    static void begin(Request request) {
        request.addHttpStreamWrapper(stream -> {
            request.setAttribute(STREAM, stream);
            return stream;
        });
    }

    /**
     * Breaks the answer off, and with it a write that waits for the client: by a reset of its stream where the connection has
     * others, else by closing the connection.
     */
    static void breakOff(Response response, Throwable reason) {
        Request request = response.getRequest();
        boolean shared = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        if (shared && request.getAttribute(STREAM) instanceof HttpStream stream) {
            stream.failed(reason);
        } else {
            request.getConnectionMetaData().getConnection().getEndPoint().close(reason);
        }
    }
}
