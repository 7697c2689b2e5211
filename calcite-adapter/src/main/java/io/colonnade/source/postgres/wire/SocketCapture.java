package io.colonnade.source.postgres.wire;

import java.net.Socket;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the socket behind a connection that pgjdbc opens: the driver makes its socket factories itself, by the names of their
 * classes, on the thread that connects.
 */
final class SocketCapture {
    private static final ThreadLocal<Socket> LAST = new ThreadLocal<>();

    private SocketCapture() {}

    /** Something that connects. */
    interface Connecting<T> {
        T connect() throws SQLException;
    }

    /**
     * What was connected.
     *
     * @param socket the last socket that was made for it: the one with TLS, where there is TLS
     */
    record Connected<T>(T connection, @Nullable Socket socket) {}

    static <T> Connected<T> around(Connecting<T> connecting) throws SQLException {
        LAST.remove();
        try {
            T connection = connecting.connect();
            return new Connected<>(connection, LAST.get());
        } finally {
            LAST.remove();
        }
    }

    /** Notes a socket that a factory has made. The one with TLS is made after the one that it lies over. */
    static <S extends Socket> S made(S socket) {
        LAST.set(socket);
        return socket;
    }
}
