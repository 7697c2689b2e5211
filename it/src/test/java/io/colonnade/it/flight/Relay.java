package io.colonnade.it.flight;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A network between a client and a server that can be cut, go silent, or lead to another server. Thread-safe. */
public final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    /** Opens a way to a port of this machine. */
    public Relay(int port) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closing) {
            // The entrance is closed.
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.addAll(List.of(client, server));
            start(() -> pump(client, server));
            start(() -> pump(server, client));
        } catch (IOException nobodyThere) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (silent) {
                    closed.await();
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException end) {
            // The connection has ended, and its other direction with it.
        }
    }

    /** Ends every connection as a killed process does, without a word of HTTP/2. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (SocketException ended) {
                // The thread that copies its bytes was faster.
            }
        }
    }

    /** Lets nothing through any more, and ends no connection: the host is gone. */
    public void fallSilent() {
        silent = true;
    }

    /** Brings connections that are opened from now on to another port of this machine. */
    public void leadTo(int other) {
        port = other;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closed.countDown();
        cut();
    }
}
