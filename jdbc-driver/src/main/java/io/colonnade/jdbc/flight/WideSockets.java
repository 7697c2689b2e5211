package io.colonnade.jdbc.flight;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that are read in large pieces. The transport asks for 8 KB at a time, each of which would be a call of the
 * operating system: more than half of what it costs to receive a batch. Safe for threads.
 */
final class WideSockets extends SocketFactory {
    /** The most that the JDK reads in one call. */
    private static final int READ_BYTES = 128 << 10;

    @Override
    public Socket createSocket() {
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
        return new WideSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
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
