package io.colonnade.it.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor: PostgreSQL's binary rows read from its socket and dropped. Nothing that a client could do costs less, so what
 * PostgreSQL needs to produce and send them is all that this measures. It logs in as a user whom PostgreSQL trusts, and
 * looks at each message's header only.
 */
final class RawDrain implements Client {
    private static final int BUFFER = 1 << 18;
    private static final int HEADER = 5;
    private static final int PROTOCOL = 3 << 16;
    private static final long GATHER_NANOS = 50_000;

    private final SocketChannel channel;
    private final long pauseNanos;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private long toSkip;
    private long rows;
    private long firstNanos;
    private String error = "";
    private boolean ready;

    private RawDrain(SocketChannel channel, Settings settings, long pauseNanos) throws IOException {
        this.channel = channel;
        this.pauseNanos = pauseNanos;
        logIn(settings);
    }

    static RawDrain blocking(Settings settings) throws IOException {
        return new RawDrain(connect(settings), settings, 0);
    }

    static RawDrain gathering(Settings settings) throws IOException {
        return new RawDrain(connect(settings), settings, GATHER_NANOS);
    }

    private static SocketChannel connect(Settings settings) throws IOException {
        if (settings.port() == 0) {
            SocketAddress path = UnixDomainSocketAddress.of(settings.socket());
            SocketChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX);
            unix.connect(path);
            return unix;
        }
        SocketChannel tcp = SocketChannel.open(new InetSocketAddress(settings.host(), settings.port()));
        tcp.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return tcp;
    }

    private void logIn(Settings settings) throws IOException {
        byte[] parameters = ("user\0" + settings.user() + "\0database\0" + settings.database() + "\0\0")
                .getBytes(StandardCharsets.UTF_8);
        send(ByteBuffer.allocate(8 + parameters.length)
                .putInt(8 + parameters.length)
                .putInt(PROTOCOL)
                .put(parameters));
        drain();
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws IOException {
        byte[] text = ("COPY (" + sql + ") TO STDOUT (FORMAT binary)\0").getBytes(StandardCharsets.UTF_8);
        firstNanos = 0;
        rows = 0;
        send(ByteBuffer.allocate(HEADER + text.length)
                .put((byte) 'Q')
                .putInt(4 + text.length)
                .put(text));
        drain();
        return new Reading(rows, firstNanos);
    }

    private void send(ByteBuffer message) throws IOException {
        message.flip();
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    private void drain() throws IOException {
        ready = false;
        while (!ready) {
            buffer.compact();
            int room = buffer.remaining();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("PostgreSQL closed the connection");
            }
            skim();
            if (pauseNanos > 0 && read < room && !ready) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
        if (!error.isEmpty()) {
            throw new IOException("PostgreSQL says: " + error);
        }
    }

    private void skim() throws IOException {
        while (true) {
            int step = (int) Math.min(toSkip, buffer.remaining());
            buffer.position(buffer.position() + step);
            toSkip -= step;
            if (toSkip > 0 || buffer.remaining() < HEADER || !take()) {
                return;
            }
        }
    }

    /** Takes the next message's header, or the whole message where its content counts; returns false to read more first. */
    private boolean take() throws IOException {
        int start = buffer.position();
        byte type = buffer.get(start);
        int length = buffer.getInt(start + 1);
        if (type == 'd') {
            firstNanos = firstNanos == 0 ? System.nanoTime() : firstNanos;
        } else if (buffer.remaining() < 1 + length) {
            return false;
        } else {
            hear(type, start + HEADER, length - 4);
        }
        buffer.position(start + HEADER);
        toSkip = length - 4;
        return true;
    }

    private void hear(byte type, int at, int length) throws IOException {
        switch (type) {
            case 'C' -> rows = Long.parseLong(text(at, length - 1).replaceFirst(".* ", ""));
            case 'E' -> error = text(at, length).replace('\0', ' ');
            case 'R' -> refuseUnlessTrusted(buffer.getInt(at));
            case 'Z' -> ready = true;
            default -> {
                // Parameters, keys and notices.
            }
        }
    }

    private static void refuseUnlessTrusted(int authentication) throws IOException {
        if (authentication != 0) {
            throw new IOException("PostgreSQL wants a password of the user that it should trust");
        }
    }

    private String text(int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
