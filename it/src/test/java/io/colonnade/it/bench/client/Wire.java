package io.colonnade.it.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A socket of which small pieces are read through a buffer, and large ones into where they are wanted. For one thread. */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);

    Wire(Settings settings) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(settings.host(), settings.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    int next() throws IOException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        return buffer.get() & 0xff;
    }

    /** Reads at least one byte, and not more than there is room or than is said. */
    int read(ByteBuffer target, long most) throws IOException {
        int limit = target.limit();
        int start = target.position();
        target.limit(start + (int) Math.min(most, target.remaining()));
        if (buffer.hasRemaining() || target.remaining() < BUFFER) {
            copy(target);
        } else if (channel.read(target) < 0) {
            throw ended();
        }
        target.limit(limit);
        return target.position() - start;
    }

    private void copy(ByteBuffer target) throws IOException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        int length = Math.min(buffer.remaining(), target.remaining());
        target.put(target.position(), buffer, buffer.position(), length);
        target.position(target.position() + length);
        buffer.position(buffer.position() + length);
    }

    private void fill() throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw ended();
        }
        buffer.flip();
    }

    private static EOFException ended() {
        return new EOFException("the server closed the connection");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
