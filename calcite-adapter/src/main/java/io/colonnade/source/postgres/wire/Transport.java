package io.colonnade.source.postgres.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/**
 * The bytes of a connection that pgjdbc has opened, past pgjdbc: only while the driver is idle may they be read or written.
 * One thread reads and writes; any thread may close it, which ends a read that waits.
 */
interface Transport extends AutoCloseable {
    /** Reads what there is, at least one byte, into a direct buffer; -1 at the end of the connection. */
    int read(ByteBuffer target) throws IOException;

    /** Writes all of a buffer. */
    void write(ByteBuffer source) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Returns the transport over a connected socket: its channel where there is one, since that copies nothing. That of a socket
     * with TLS is the one beneath, with the encrypted bytes.
     */
    static Transport over(Socket socket) throws IOException {
        SocketChannel channel = socket instanceof SSLSocket ? null : socket.getChannel();
        return channel == null ? new Streams(socket) : new Channel(channel);
    }

    /** A plain socket, or a Unix domain socket. */
    record Channel(SocketChannel channel) implements Transport {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            while (source.hasRemaining()) {
                channel.write(source);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A socket with TLS, which gives its plain text to streams only. */
    final class Streams implements Transport {
        private static final int PIECE = 64 << 10;

        private final Socket socket;
        private final InputStream input;
        private final OutputStream output;
        private final byte[] piece = new byte[PIECE];

        Streams(Socket socket) throws IOException {
            this.socket = socket;
            this.input = socket.getInputStream();
            this.output = socket.getOutputStream();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = input.read(piece, 0, Math.min(piece.length, target.remaining()));
            if (count > 0) {
                target.put(piece, 0, count);
            }
            return count;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            output.write(bytes);
            output.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
