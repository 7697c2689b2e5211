package io.colonnade.source.postgres.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.SocketFactory;

/**
 * Makes the sockets of pgjdbc's connections, with channels beneath, so that rows can be read from them into memory outside the
 * heap. pgjdbc creates it by the name of its class, with the property {@code socketFactoryArg}. Thread-safe.
 */
public final class WireSocketFactory extends SocketFactory {
    private final String unixSocket;

    /**
     * Creates a factory.
     *
     * @param unixSocket the file of the database's Unix domain socket, to be connected to in place of host and port; empty
     *     for TCP
     */
    public WireSocketFactory(String unixSocket) {
        this.unixSocket = unixSocket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return SocketCapture.made(
                unixSocket.isEmpty() ? SocketChannel.open().socket() : new UnixSocket(Path.of(unixSocket)));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("pgjdbc binds no local address");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("pgjdbc binds no local address");
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
