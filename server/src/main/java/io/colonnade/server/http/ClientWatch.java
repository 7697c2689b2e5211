package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client of HTTP/1 leaves while nothing is sent to it: its end of the connection is the only thing that can come, for
 * its request has been read. Of HTTP/2, connections are read all the time. While it watches nobody else may read the connection, so
 * that it is closed before the answer begins. A client that sends its next request meanwhile is told that the connection ends with
 * this answer, and sends it again (RFC 9112, section 9.3.2). Thread-safe.
 */
final class ClientWatch implements Callback, AutoCloseable {
    private final Response response;
    private final EndPoint end;
    private final Runnable left;
    private boolean closed;
    private boolean reads;

    private ClientWatch(Response response, EndPoint end, Runnable left) {
        this.response = response;
        this.end = end;
        this.left = left;
    }

    /**
     * Begins to watch.
     *
     * @param response of which nothing has been sent
     * @param left is run, once and on a thread of its own, if the client leaves before the watch is closed
     */
    static ClientWatch of(Response response, Runnable left) {
        Request request = response.getRequest();
        ClientWatch watch = new ClientWatch(
                response, request.getConnectionMetaData().getConnection().getEndPoint(), left);
        boolean shared =
                request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion();
        if (!shared && watch.end instanceof AbstractEndPoint) {
            watch.await();
        }
        return watch;
    }

    /** Returns why nothing more is done for a client. */
    static ColonnadeException hasLeft() {
        return ColonnadeException.of(
                ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cannot finish: the client has closed the connection");
    }

    private synchronized void await() {
        reads = end.tryFillInterested(this);
    }

    /** There is something to read, or the end. */
    @Override
    public synchronized void succeeded() {
        if (closed) {
            return;
        }
        reads = false;
        int bytes = fill();
        if (bytes == 0) {
            await();
        } else if (bytes < 0) {
            response.getRequest().getComponents().getExecutor().execute(left);
        } else {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
    }

    private int fill() {
        try {
            return end.fill(BufferUtil.allocate(1));
        } catch (IOException gone) {
            return -1;
        }
    }

    @Override
    public synchronized void failed(Throwable reason) {
        if (!closed) {
            reads = false;
            response.getRequest().getComponents().getExecutor().execute(left);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Leaves the connection to whoever reads it next. */
    @Override
    public synchronized void close() {
        closed = true;
        if (reads) {
            ((AbstractEndPoint) end).getFillInterest().onFail(new IOException("Nobody watches any more"));
        }
    }
}
