package io.colonnade.server.http;

import io.colonnade.server.format.BatchWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an answer ends of which the client has read a part: in a way that no client takes for the end of a whole one. Any thread
 * may end it, also while another writes.
 */
final class HalfAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(HalfAnswer.class);
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
     * A client that has had a part of the answer is told what became of the rest, where the format can say it. One that has gone is
     * not, and is no incident of ours.
     */
    static void tell(Exception failure, BatchWriter writer, OutputStream out, Response response) {
        if (!response.isCommitted() || failure instanceof EofException) {
            return;
        }
        try {
            writer.fail(Problem.of(failure).json());
            out.flush();
        } catch (IOException | RuntimeException gone) {
            failure.addSuppressed(gone);
        }
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
            close(request.getConnectionMetaData(), reason);
        }
    }

    private static void close(ConnectionMetaData connection, Throwable reason) {
        EndPoint end = connection.getConnection().getEndPoint();
        if (connection.getHttpVersion() == HttpVersion.HTTP_1_0) {
            resetOnClose(end);
        }
        end.close(reason);
    }

    /** The end of the connection is the end of an HTTP/1.0 answer, so that only a reset tells half a one from a whole one. */
    private static void resetOnClose(EndPoint end) {
        EndPoint innermost = end;
        while (innermost instanceof EndPoint.Wrapper wrapper) {
            innermost = wrapper.unwrap();
        }
        try {
            if (innermost.getTransport() instanceof SocketChannel socket) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            LOG.debug("A connection that is to be reset is gone", e);
        }
    }
}
