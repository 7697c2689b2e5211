package io.colonnade.jdbc.flight;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of a link. They are read in large pieces: the transport asks for 8 KB at a time, each of which would be a call
 * of the operating system, more than half of what it costs to receive a batch. Safe for threads.
 */
final class LinkSockets extends SocketFactory {
    /** The most that the JDK reads in one call. */
    private static final int READ_BYTES = 128 << 10;

    private volatile boolean finished;

    /** Makes no more from now on: the transport would connect again by itself, to a server that may not know the session. */
    void finish() {
        finished = true;
    }

    private void checkNotFinished() throws IOException {
        if (finished) {
            throw new ConnectException("the connection of the session has ended");
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        checkNotFinished();
        return new WideSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        checkNotFinished();
        return new WideSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        checkNotFinished();
        return new WideSocket(host, port, local, localPort);
    }

    private static final class WideSocket extends Socket {
        private @Nullable InputStream input;

        WideSocket() {}

        WideSocket(InetAddress host, int port) throws IOException {
            super(host, port);
        }

        WideSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            super(host, port, local, localPort);
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                input = new BufferedInputStream(super.getInputStream(), READ_BYTES);
            }
            return input;
        }
    }
}
